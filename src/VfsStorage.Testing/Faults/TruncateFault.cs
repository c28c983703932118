namespace VfsStorage.Testing.Faults;

/// <summary>A body that ends too early.</summary>
internal sealed class TruncateFault(long afterBytes) : Fault
{
    public override string Name => $"body truncated after {afterBytes} bytes";

    public override long? TruncateAt => afterBytes;
}
