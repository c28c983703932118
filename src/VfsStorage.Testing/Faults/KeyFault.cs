using VfsStorage.Testing.Errors;

namespace VfsStorage.Testing.Faults;

/// <summary>Keys of a bulk delete that cannot be deleted.</summary>
internal sealed class KeyFault(Func<string, bool> keys, S3Error error) : Fault
{
    public override string Name => $"{error.Code} for single keys";

    public override S3Error? ErrorOf(string key) => keys(key) ? error : null;
}
