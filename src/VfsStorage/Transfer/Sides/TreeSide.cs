namespace VfsStorage.Transfer.Sides;

/// <summary>
/// One end of a transfer: a tree that is listed, read and written. Everything above works on any two of them; paths are relative to
/// the tree's root, with <c>/</c> between names. Failures are exceptions of <c>System.IO</c>.
/// </summary>
internal abstract class TreeSide
{
    /// <summary>Where it is, for people and manifests: <c>s3://bucket/prefix/</c> or a path.</summary>
    public abstract string Name { get; }

    /// <summary>Makes a side of a place.</summary>
    /// <exception cref="TransferException">The place cannot be one.</exception>
    public static TreeSide Of(TransferPlace place) => place.FileSystem is S3FileSystem objects
        ? new BucketSide(objects, place.Path)
        : new FolderSide(place.FileSystem, place.Path);

    /// <summary>Whether one tree lies in the other, or both are the same.</summary>
    public abstract bool Overlaps(TreeSide other);

    /// <summary>Every entry below the root; what cannot be listed is told to <paramref name="unlistable"/>.</summary>
    /// <exception cref="DirectoryNotFoundException">The root is not there.</exception>
    public abstract IAsyncEnumerable<TreeItem> ListAsync(Action<TransferIssue> unlistable, CancellationToken cancellationToken);

    /// <summary>Makes the root, where it is not there.</summary>
    public abstract Task EnsureRootAsync(CancellationToken cancellationToken);

    /// <summary>Why no entry can be made under this path, or <see langword="null"/>.</summary>
    public abstract string? Refusal(string path);

    /// <summary>Looks at an entry now; <see langword="null"/> if it is gone. For a directory on S3 also if it has no marker.</summary>
    public abstract Task<FileFacts?> DescribeAsync(string path, ListedKind kind, CancellationToken cancellationToken);

    /// <summary>Reads a file that fits into <paramref name="buffer"/>, whichever version is there, and tells which it was.</summary>
    /// <exception cref="SourceChangedException">It does not fit any more, or changed meanwhile.</exception>
    public abstract Task<FileFacts> ReadWholeAsync(TreeItem item, Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Fills <paramref name="buffer"/> from an offset of one version.</summary>
    /// <exception cref="SourceChangedException">It is another version.</exception>
    public abstract Task ReadPartAsync(string path, FileFacts facts, long offset, Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Writes a file in one go, with times and mode; it appears all at once.</summary>
    /// <exception cref="TargetChangedException">Something else is there than what may be replaced.</exception>
    public abstract Task<WrittenFile> WriteWholeAsync(TargetFile file, ReadOnlyMemory<byte> content, FileFacts facts, CancellationToken cancellationToken);

    /// <summary>Begins a file that is written in parts, and names what is begun, so that another process can go on with it.</summary>
    public abstract Task<string> BeginAsync(string path, FileFacts facts, CancellationToken cancellationToken);

    /// <summary>Writes one part.</summary>
    /// <exception cref="PartsGoneException">What was begun is not there any more.</exception>
    public abstract Task<PartProof> WritePartAsync(PartTarget target, int number, long offset, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Makes the file of its parts, with times and mode.</summary>
    /// <exception cref="TargetChangedException">Something else is there than what may be replaced.</exception>
    /// <exception cref="PartsGoneException">What was begun is not there any more.</exception>
    public abstract Task<WrittenFile> CompleteAsync(
        PartTarget target, FileFacts facts, IReadOnlyList<PartProof> parts, CancellationToken cancellationToken);

    /// <summary>Drops what was begun.</summary>
    public abstract Task AbortAsync(PartTarget target, CancellationToken cancellationToken);

    /// <summary>The CRC32 of a file's content as it is there now, read from its first to its last byte, and its version.</summary>
    public abstract Task<WrittenFile> ReadBackAsync(string path, CancellationToken cancellationToken);

    /// <summary>What the side says of a file that it has taken, without reading it; the CRC32 only where the store keeps one.</summary>
    public abstract Task<WrittenFile?> LookAsync(string path, CancellationToken cancellationToken);

    /// <summary>Makes a directory, writable for what follows.</summary>
    public abstract Task CreateDirectoryAsync(string path, FileFacts? facts, CancellationToken cancellationToken);

    /// <summary>Gives a directory its times and mode, when all below it is made. On S3 its marker has them from the start.</summary>
    public abstract Task FinishDirectoryAsync(string path, FileFacts facts, CancellationToken cancellationToken);

    /// <summary>Makes a link, in place of what may be replaced.</summary>
    /// <exception cref="TargetChangedException">Something else is there.</exception>
    public abstract Task CreateLinkAsync(TargetFile file, string target, FileFacts facts, CancellationToken cancellationToken);

    /// <summary>Deletes an entry if it is still that version; a directory only if it is empty.</summary>
    /// <exception cref="SourceChangedException">It is another version.</exception>
    public abstract Task DeleteAsync(string path, ListedKind kind, string version, CancellationToken cancellationToken);

    /// <summary>Moves a file to another tree of the same kind, under a free name, if it is still that version.</summary>
    /// <exception cref="SourceChangedException">It is another version.</exception>
    public abstract Task ArchiveAsync(string path, string version, TreeSide archive, CancellationToken cancellationToken);

    public override string ToString() => Name;
}
