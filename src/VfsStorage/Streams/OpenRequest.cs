using VfsStorage.Paths;
using VfsStorage.Tree.Leases;

namespace VfsStorage.Streams;

/// <summary>How a file is to be opened; its combination of values has been checked as <see cref="FileStream"/>'s constructors do.</summary>
/// <param name="Mode">What happens to an existing or missing file.</param>
/// <param name="Access">Reading, writing or both.</param>
/// <param name="Share">What other handles in this process may do meanwhile.</param>
internal sealed record OpenRequest(FileMode Mode, FileAccess Access, FileShare Share)
{
    /// <summary>The path as the caller gave it, which the stream is called by even where links lead elsewhere.</summary>
    public VirtualPath Name { get; init; }

    /// <summary>The link that led to the file; <see langword="null"/> if none did.</summary>
    public VirtualPath? Link { get; init; }

    /// <summary>Hints, and DeleteOnClose.</summary>
    public FileOptions Options { get; init; }

    /// <summary>The lease that the handle holds; <see langword="null"/> for none.</summary>
    public FileLease? Lease { get; init; }

    /// <summary>What cannot be sent is kept in a local file; false for who sends from one already.</summary>
    public bool KeepsUnsent { get; init; } = true;

    /// <summary>Asked before each commit: throws where what was written must not be sent. <see langword="null"/> for no question.</summary>
    public Action? BeforeCommit { get; init; }

    /// <summary>The permission bits of a file that is created; <see langword="null"/> for the default of 0644.</summary>
    public UnixFileMode? CreateMode { get; init; }

    /// <summary>The length that a new file starts with being reserved for; ignored but for its checks, as S3 reserves nothing.</summary>
    public long PreallocationSize { get; init; }
}
