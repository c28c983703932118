namespace VfsStorage.Tests.Behaviour;

/// <summary>What one backend can do and another cannot; each flag guards a handful of tests.</summary>
[Flags]
public enum Capabilities
{
    None = 0,

    /// <summary>Operating-system file handles exist: <c>OpenHandle</c>, handle overloads, <c>RandomAccess</c>, stream locks.</summary>
    Handles = 1,

    /// <summary>A file without write permission refuses to be written.</summary>
    ReadOnlyEnforced = 2,

    /// <summary>Read permission of files, and all permissions of directories, are enforced.</summary>
    ModesEnforced = 4,

    /// <summary>One name may have at most 255 bytes, a path at most 4,095.</summary>
    NamesLimitedTo255Bytes = 8,

    /// <summary>Written bytes are visible to other readers of the process after <c>Flush()</c>, before the stream is closed.</summary>
    FlushIsVisible = 16,

    /// <summary>Objects of the framework (<c>FileInfo</c>, <c>FileStream</c>, …) can be wrapped.</summary>
    WrapsFrameworkObjects = 32,

    /// <summary>The kernel keeps the status change time, so a creation time can never be later than the last change.</summary>
    CreationTimeIsDerived = 64,

    /// <summary>
    /// <c>IFileSystemInfo.UnixFileMode</c> reaches the file. The wrappers of System.IO.Abstractions 22.3.0 keep the value to
    /// themselves, so the disk cannot judge it.
    /// </summary>
    InfoModes = 128,

    /// <summary>
    /// An asynchronous member may block its caller to open the file, and so throw before it returns. Where opening takes a request, the
    /// failure comes with the first element instead.
    /// </summary>
    AsyncMembersOpenAtTheCall = 256,

    /// <summary>
    /// An open file can be read to its end after it was deleted or moved, whatever happens. On S3 the answer that is under way is
    /// read to its end; if the connection breaks just then, there is nothing to ask again.
    /// </summary>
    DeletedFilesStayReadable = 512,
}
