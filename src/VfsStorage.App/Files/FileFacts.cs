using System.Globalization;
using System.IO.Abstractions;

namespace VfsStorage.App.Files;

/// <summary>What is known of one file or directory.</summary>
internal sealed record FileFacts
{
    /// <summary>As the user would write it.</summary>
    public required string Path { get; init; }

    /// <summary>file, directory or link.</summary>
    public required string Kind { get; init; }

    /// <summary>A file's size in bytes.</summary>
    public long? Length { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    public required DateTime Modified { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime Created { get; init; }

    /// <summary>When it was last read, UTC.</summary>
    public required DateTime Accessed { get; init; }

    /// <summary>The mode in octal; a link has none of its own.</summary>
    public string? Mode { get; init; }

    /// <summary>Whether it can be read only.</summary>
    public required bool IsReadOnly { get; init; }

    /// <summary>Where a link leads, as it was written.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>Asks for all of it.</summary>
    public static FileFacts Of(FileTarget target)
    {
        var fileSystem = target.Place.FileSystem;
        IFileSystemInfo info = target.IsDirectory ? fileSystem.DirectoryInfo.New(target.Place.Path) : fileSystem.FileInfo.New(target.Place.Path);
        var hasMode = target.Entry.Kind != ListedKind.Link && (!OperatingSystem.IsWindows() || fileSystem is S3FileSystem);
        return new FileFacts
        {
            Path = target.Shown,
            Kind = EntryPrinter.KindName(target.Entry.Kind),
            Length = target.Entry.Kind == ListedKind.File ? target.Entry.Length : null,
            Modified = info.LastWriteTimeUtc,
            Created = info.CreationTimeUtc,
            Accessed = info.LastAccessTimeUtc,
            Mode = hasMode ? Octal(info.UnixFileMode) : null,
            IsReadOnly = info.Attributes.HasFlag(FileAttributes.ReadOnly),
            LinkTarget = target.Entry.Kind == ListedKind.Link ? info.LinkTarget : null,
        };
    }

    private static string Octal(UnixFileMode mode) =>
        Convert.ToString((int)mode, 8).PadLeft(4, '0').ToString(CultureInfo.InvariantCulture);
}
