using System.Globalization;
using System.Text.Json;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Holds;

/// <summary>The files in which processes of one kind say that they work on the areas: <c>batch.1.json</c> and the like.</summary>
internal sealed class HoldFolder(ClaimsWorkspace workspace, HoldKind kind)
{
    private const string Extension = ".json";

    private readonly string _folder = kind.FolderOf(workspace);
    private readonly AtomicFile _file = AtomicFile.ForManyWriters(workspace);

    /// <summary>All of them, at the price of one listing.</summary>
    public IReadOnlyList<HoldFile> List()
    {
        var files = new List<HoldFile>();
        foreach (var path in workspace.FileSystem.Directory.EnumerateFiles(_folder, kind.Prefix + "*" + Extension))
        {
            if (workspace.FileSystem.Path.GetFileName(path).Split('.') is [var name, var digits, _] && HoldKey.Parse(kind, name) is { } key
                && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                files.Add(new HoldFile(key, number));
            }
        }

        return files;
    }

    /// <summary>The bytes of a hold's file; <see langword="null"/> if it is gone.</summary>
    public Task<byte[]?> ReadAsync(HoldFile file) => _file.TryReadAsync(PathOf(file));

    /// <summary>What a file says; <see langword="null"/> if it cannot be read.</summary>
    public static HoldRecord? Parse(byte[]? content)
    {
        try
        {
            return content is null ? null : JsonSerializer.Deserialize<HoldRecord>(content, ReportJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Makes a file that must not exist yet; <see langword="false"/> if somebody else was first.</summary>
    public Task<bool> TryCreateAsync(HoldFile file, HoldRecord record) => _file.TryCreateAsync(PathOf(file), ReportJson.ToBytes(record));

    /// <summary>
    /// Replaces a holder's own file; <see langword="false"/> if it is gone or another's. Closing the file fails if it changed since it was opened.
    /// </summary>
    /// <exception cref="IOException">The storage failed, or somebody changed the file at the same moment.</exception>
    public async Task<bool> TryReplaceAsync(HoldFile file, HoldRecord record)
    {
        try
        {
            await using var stream = workspace.FileSystem.FileStream.New(PathOf(file), FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
            var found = new byte[stream.Length];
            await stream.ReadExactlyAsync(found);
            if (Parse(found)?.Token != record.Token)
                return false;
            stream.Position = 0;
            var content = ReportJson.ToBytes(record);
            await stream.WriteAsync(content);
            stream.SetLength(content.Length);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Removes a file that counts no more.</summary>
    public void Delete(HoldFile file) => workspace.FileSystem.File.Delete(PathOf(file));

    private string PathOf(HoldFile file) => workspace.FileSystem.Path.Combine(
        _folder, string.Create(CultureInfo.InvariantCulture, $"{file.Key.Name}.{file.Number}{Extension}"));
}
