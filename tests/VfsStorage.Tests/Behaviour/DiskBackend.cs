using System.IO.Abstractions;

namespace VfsStorage.Tests.Behaviour;

/// <summary>The judge: the real <see cref="FileSystem"/> in a folder below the temporary path.</summary>
public sealed class DiskBackend : Backend
{
    private const Capabilities Everywhere =
        Capabilities.Handles | Capabilities.NamesLimitedTo255Bytes | Capabilities.FlushIsVisible |
        Capabilities.WrapsFrameworkObjects | Capabilities.CreationTimeIsDerived | Capabilities.AsyncMembersOpenAtTheCall | Capabilities.DeletedFilesStayReadable;

    public override string Name => "Disk";

    /// <summary>Root is not held to permissions, so only an ordinary user can judge them.</summary>
    public override Capabilities Capabilities => Environment.IsPrivilegedProcess
        ? Everywhere
        : Everywhere | Capabilities.ReadOnlyEnforced | Capabilities.ModesEnforced;

    private static EnumerationOptions LockedDirectories => new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    public override Scratch OpenScratch()
    {
        var root = Directory.CreateTempSubdirectory("vfs-behaviour-").FullName;
        return new Scratch(new FileSystem(), root, () => Remove(root));
    }

    private static void Remove(string root)
    {
        foreach (var directory in new DirectoryInfo(root).EnumerateDirectories("*", LockedDirectories))
            directory.UnixFileMode |= UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.Delete(root, recursive: true);
    }
}
