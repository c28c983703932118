namespace VfsStorage.Facades;

/// <summary>The exceptions of what S3 cannot do: each gives the reason and what to use instead. Argument checks come before, as in .NET.</summary>
internal static class Unsupported
{
    /// <param name="checkedArgument">Evaluated by the caller for its checks.</param>
    /// <param name="alternative">The member to use.</param>
    public static NotSupportedException Handle(object checkedArgument, string alternative)
    {
        _ = checkedArgument;
        return new($"A file on S3 has no operating-system handle: use {alternative} instead.");
    }

    /// <param name="checkedPath">Evaluated by the caller for its checks.</param>
    public static PlatformNotSupportedException Encryption(string checkedPath)
    {
        _ = checkedPath;
        return new("Files on S3 are not encrypted by the caller's account: ask for server-side encryption in the options of the file system instead.");
    }

    /// <param name="type">The framework's type.</param>
    /// <param name="alternative">The member to use.</param>
    public static NotSupportedException Wrap(string type, string alternative) =>
        new($"A {type} of the framework stands for something on the local disk and cannot show S3: use {alternative} instead.");
}
