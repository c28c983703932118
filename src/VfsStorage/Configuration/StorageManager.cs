using System.IO.Abstractions;

namespace VfsStorage;

/// <summary>What application code asks for: the file system in force, and the paths of the four areas in it. The same in every mode.</summary>
/// <param name="fileSystem">The file system in force.</param>
/// <param name="input">The absolute path of the input area.</param>
/// <param name="output">The absolute path of the output area.</param>
/// <param name="archive">The absolute path of the archive area.</param>
/// <param name="cache">The absolute path of the cache area.</param>
public sealed class StorageManager(IFileSystem fileSystem, string input, string output, string archive, string cache)
{
    /// <summary>The file system that every path here belongs to.</summary>
    public IFileSystem FileSystem { get; } = fileSystem;

    /// <summary>
    /// Whether what is written appears all at once when its stream is closed, as in S3. Where it does not, on a disk, a file that others
    /// read is better written under another name and moved into place.
    /// </summary>
    public bool WritesAreAtomic => FileSystem is S3FileSystem;

    /// <summary>Where input arrives.</summary>
    public string Input { get; } = input;

    /// <summary>Where results go.</summary>
    public string Output { get; } = output;

    /// <summary>Where processed input is kept.</summary>
    public string Archive { get; } = archive;

    /// <summary>Where intermediate results are kept.</summary>
    public string Cache { get; } = cache;
}
