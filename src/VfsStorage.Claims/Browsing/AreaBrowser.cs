using System.Globalization;
using System.IO.Abstractions;
using System.Text;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Paging;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Browsing;

/// <summary>Looks into the four areas: lists folders, shows the beginning of files, opens them. Never above an area.</summary>
public sealed class AreaBrowser
{
    private const int PreviewBytes = 256 * 1024;
    private const int PreviewRows = 200;

    private readonly IFileSystem _fileSystem;
    private readonly EnumerationOptions _everything = new() { RecurseSubdirectories = true, IgnoreInaccessible = false };
    private readonly IReadOnlyDictionary<string, string> _roots;

    /// <summary>Creates the browser.</summary>
    /// <param name="workspace">Whose areas.</param>
    public AreaBrowser(ClaimsWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        _fileSystem = workspace.FileSystem;
        // In S3, nothing but a request for each file tells which are links; no listing follows them.
        _everything.AttributesToSkip = workspace.Writes == WriteStrategy.Direct ? 0 : FileAttributes.ReparsePoint;
        var areas = workspace.Areas;
        _roots = new OrderedDictionary<string, string>
        {
            ["input"] = areas.Input, ["output"] = areas.Output, ["archive"] = areas.Archive, ["cache"] = areas.Cache,
        };
    }

    /// <summary>The names of the areas.</summary>
    public IReadOnlyCollection<string> Areas => [.. _roots.Keys];

    /// <summary>How many files an area has, in all folders, and how large they are together. On a disk, links are neither counted nor followed.</summary>
    /// <exception cref="ClaimsException">The area cannot be read.</exception>
    public AreaSize Measure(string area, CancellationToken cancellationToken = default) => StorageGuard.Run(area, () =>
    {
        var (files, bytes) = (0L, 0L);
        try
        {
            foreach (var file in _fileSystem.DirectoryInfo.New(_roots[area]).EnumerateFiles("*", _everything))
            {
                cancellationToken.ThrowIfCancellationRequested();
                files++;
                bytes += LengthOf(file);
            }
        }
        catch (DirectoryNotFoundException)
        {
            // An area that is not there yet is empty.
        }

        return new AreaSize(area, files, bytes);
    });

    /// <summary>A folder's entries: folders first, then files, each in ordinal order; <see langword="null"/> if there is no such folder.</summary>
    /// <exception cref="ClaimsException">The area cannot be read, or the path is none of it.</exception>
    public Page<AreaEntry>? List(string area, string path, PageRequest page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var folder = Resolve(area, path);
        return StorageGuard.Run(area, () =>
        {
            try
            {
                var entries = _fileSystem.DirectoryInfo.New(folder).EnumerateFileSystemInfos()
                    .Select(entry => entry is IFileInfo file
                        ? new AreaEntry(file.Name, false, LengthOf(file))
                        : new AreaEntry(entry.Name, true, null))
                    .OrderBy(entry => !entry.IsFolder).ThenBy(entry => entry.Name, StringComparer.Ordinal);
                return page.Of([.. entries]);
            }
            catch (PathTooLongException)
            {
                return null;
            }
            catch (DirectoryNotFoundException)
            {
                return path.Length == 0 ? page.Of(Array.Empty<AreaEntry>()) : null;
            }
            catch (IOException) when (_fileSystem.File.Exists(folder))
            {
                return null;
            }
        });
    }

    /// <summary>The beginning of a file, in a form for people; <see langword="null"/> if there is no such file.</summary>
    /// <exception cref="ClaimsException">The area cannot be read, or the path is none of it.</exception>
    public async Task<FilePreview?> PreviewAsync(string area, string path, CancellationToken cancellationToken = default)
    {
        var file = Resolve(area, path);
        var extension = _fileSystem.Path.GetExtension(file).ToLowerInvariant();
        return await StorageGuard.RunAsync(area, async () =>
        {
            try
            {
                await using var stream = _fileSystem.File.OpenRead(file);
                var length = stream.Length;
                return extension == ".csv"
                    ? await TableAsync(file, length, cancellationToken)
                    : await TextAsync(stream, extension is ".json" or ".jsonl" ? "json" : "text", cancellationToken);
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
            {
                return null;
            }
            catch (UnauthorizedAccessException) when (_fileSystem.Directory.Exists(file))
            {
                return null;
            }
        });
    }

    /// <summary>Opens a file to read it whole; <see langword="null"/> if there is no such file.</summary>
    /// <exception cref="ClaimsException">The area cannot be read, or the path is none of it.</exception>
    public Stream? Open(string area, string path)
    {
        var file = Resolve(area, path);
        return StorageGuard.Run<Stream?>(area, () =>
        {
            try
            {
                return _fileSystem.File.OpenRead(file);
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or PathTooLongException)
            {
                return null;
            }
            catch (UnauthorizedAccessException) when (_fileSystem.Directory.Exists(file))
            {
                return null;
            }
        });
    }

    /// <summary>The path of an area's file: every segment is a plain name, so that no path leads out of the area.</summary>
    private string Resolve(string area, string path)
    {
        if (!_roots.TryGetValue(area, out var root))
            throw new ClaimsException($"There is no area '{area}': use one of {string.Join(", ", _roots.Keys)}.");
        if (path.Length == 0)
            return root;
        var segments = path.Split('/');
        if (segments.Any(segment => segment is "" or "." or ".." || segment.AsSpan().ContainsAny('\\', '\0') || segment.Contains(':', StringComparison.Ordinal)))
            throw new ClaimsException("The path must be names separated by '/', without empty ones, '.' and '..'.");
        return _fileSystem.Path.Combine([root, .. segments]);
    }

    private async Task<FilePreview> TableAsync(string file, long length, CancellationToken cancellationToken)
    {
        try
        {
            await using var reader = await CsvClaimReader.OpenAsync(_fileSystem, file, cancellationToken);
            IReadOnlyList<string> columns = [];
            var rows = new List<IReadOnlyList<string>>();
            var isCut = false;
            while (await reader.ReadAsync(cancellationToken) is { } row)
            {
                if (isCut = rows.Count == PreviewRows)
                    break;
                var masked = SensitiveData.Mask(row.Claim);
                columns = [.. masked.Keys];
                rows.Add([.. masked.Values]);
            }

            return new FilePreview("table", length, isCut) { Columns = columns, Rows = rows };
        }
        catch (CsvFileException exception) when (exception.InnerException is not (IOException or UnauthorizedAccessException))
        {
            return new FilePreview("text", length, false) { Text = exception.Message };
        }
    }

    private static async Task<FilePreview> TextAsync(Stream stream, string kind, CancellationToken cancellationToken)
    {
        var length = stream.Length;
        var buffer = new byte[(int)Math.Min(length, PreviewBytes)];
        var count = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        var isCut = count < length;
        var isBinary = buffer.AsSpan(0, count).Contains((byte)0);
        var text = isBinary
            ? string.Create(CultureInfo.InvariantCulture, $"{length} bytes that are no text.")
            : SensitiveData.MaskText(Whole(Encoding.UTF8.GetString(buffer, 0, count), isCut));
        return new FilePreview(isBinary ? "text" : kind, length, isCut) { Text = text };
    }

    /// <summary>Without the number, or the character, that a cut went through: half an SSN looks like none.</summary>
    private static string Whole(string text, bool isCut) => isCut ? text.TrimEnd("0123456789-\uFFFD".ToCharArray()) : text;

    private static long LengthOf(IFileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            // Gone since it was listed: a batch moves files.
            return 0;
        }
    }
}
