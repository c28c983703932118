namespace VfsStorage.Testing.Faults;

/// <summary>A body with one wrong byte.</summary>
internal sealed class CorruptFault(long atByte) : Fault
{
    public override string Name => $"body corrupted at byte {atByte}";

    public override long? CorruptAt => atByte;
}
