using System.Globalization;
using System.IO.Abstractions;
using Microsoft.Extensions.Logging;

namespace VfsStorage.Claims.Batches;

/// <summary>Moves processed CSV files to the day's folder of the archive, under a name that is free there.</summary>
internal sealed class CsvArchive
{
    private readonly ClaimsWorkspace _workspace;
    private readonly IFileSystem _fileSystem;
    private readonly ILogger _logger;

    public CsvArchive(ClaimsWorkspace workspace)
    {
        _workspace = workspace;
        _fileSystem = workspace.FileSystem;
        _logger = workspace.Loggers.CreateLogger(LogGroups.Core);
    }

    /// <summary>Today's folder name, UTC.</summary>
    public string FolderOfToday => _workspace.Time.GetUtcNow().ToString("MM-dd-yyyy", CultureInfo.InvariantCulture);

    /// <summary>The path of <paramref name="name"/> in a day's folder.</summary>
    public string PathOf(string folder, string name) => _fileSystem.Path.Combine(_workspace.Areas.Archive, folder, name);

    /// <summary>Creates a day's folder.</summary>
    public void CreateFolder(string folder) =>
        _fileSystem.Directory.CreateDirectory(_fileSystem.Path.Combine(_workspace.Areas.Archive, folder));

    /// <summary>The first name like <paramref name="csvFile"/> that is free in a day's folder.</summary>
    public string FreeName(string folder, string csvFile)
    {
        var stem = _fileSystem.Path.GetFileNameWithoutExtension(csvFile);
        var extension = _fileSystem.Path.GetExtension(csvFile);
        var name = csvFile;
        for (var number = 2; _fileSystem.File.Exists(PathOf(folder, name)); number++)
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{number}{extension}");
        return name;
    }

    /// <summary>
    /// Moves the file, also when an interrupted move has already copied it.
    /// </summary>
    /// <param name="source">The file.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="mayHaveBegun">Whether an earlier run may have been stopped in this very move.</param>
    public async Task<ArchiveMove> TryMoveAsync(string source, string destination, bool mayHaveBegun)
    {
        // A disk links the new name, then removes the old one; a move between two names of one file succeeds and leaves both.
        if (mayHaveBegun && _fileSystem.File.Exists(destination) && _fileSystem.File.Exists(source))
            return await TryFinishMoveAsync(source, destination);
        try
        {
            _fileSystem.File.Move(source, destination);
            return ArchiveMove.Done;
        }
        catch (FileNotFoundException)
        {
            if (_fileSystem.File.Exists(destination))
                return ArchiveMove.Done;
            Log.CsvGone(_logger, source);
            return ArchiveMove.Gone;
        }
        catch (IOException) when (_fileSystem.File.Exists(destination))
        {
            return await TryFinishMoveAsync(source, destination);
        }
    }

    private async Task<ArchiveMove> TryFinishMoveAsync(string source, string destination)
    {
        if (!await AreEqualAsync(source, destination))
            return ArchiveMove.NameTaken;
        _fileSystem.File.Delete(source);
        return ArchiveMove.Done;
    }

    private async Task<bool> AreEqualAsync(string first, string second)
    {
        await using var left = _fileSystem.File.OpenRead(first);
        await using var right = _fileSystem.File.OpenRead(second);
        if (left.Length != right.Length)
            return false;
        var leftBuffer = new byte[64 * 1024];
        var rightBuffer = new byte[64 * 1024];
        while (true)
        {
            var count = await left.ReadAtLeastAsync(leftBuffer, leftBuffer.Length, throwOnEndOfStream: false);
            var other = await right.ReadAtLeastAsync(rightBuffer, rightBuffer.Length, throwOnEndOfStream: false);
            if (!leftBuffer.AsSpan(0, count).SequenceEqual(rightBuffer.AsSpan(0, other)))
                return false;
            if (count == 0)
                return true;
        }
    }
}
