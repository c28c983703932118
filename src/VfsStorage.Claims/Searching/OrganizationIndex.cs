using System.IO.Abstractions;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Searching;

/// <summary>Finds a firm's CRD number by its name, in a JSON Lines file that is read when first needed, and again when it has changed.</summary>
internal sealed class OrganizationIndex : IDisposable
{
    private const string DefaultName = "organizationsCrd.jsonl";
    private const string NotAvailable = "N/A";

    private static readonly string[] _nameKeys = ["name", "entityName", "normalizedName"];

    /// <summary>How long the file is trusted before somebody looks whether it has changed.</summary>
    internal static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly IFileSystem _fileSystem;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _path;
    private readonly SemaphoreSlim _loading = new(1, 1);
    private Dictionary<string, string?>? _crdByName;
    private DateTimeOffset _looked;
    private (DateTime Written, long Length)? _stamp;

    public OrganizationIndex(ClaimsWorkspace workspace)
    {
        _fileSystem = workspace.FileSystem;
        _time = workspace.Time;
        _logger = workspace.Loggers.CreateLogger(LogGroups.Services);
        _path = workspace.OrganizationIndexPath ?? _fileSystem.Path.Combine(workspace.Areas.Input, DefaultName);
    }

    /// <summary>The firm's CRD number; <see langword="null"/> if the name is unknown, has none, or stands for several firms.</summary>
    public async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            var now = _time.GetUtcNow();
            if (_crdByName is null || now - _looked >= LookAgain)
            {
                _crdByName = await StorageGuard.RunAsync("organisation index", () => RefreshAsync(cancellationToken));
                _looked = now;
            }

            return _crdByName.GetValueOrDefault(Normalise(name));
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Dispose() => _loading.Dispose();

    private async Task<Dictionary<string, string?>> RefreshAsync(CancellationToken cancellationToken)
    {
        var file = _fileSystem.FileInfo.New(_path);
        (DateTime, long)? stamp = file.Exists ? (file.LastWriteTimeUtc, file.Length) : null;
        if (_crdByName is not null && stamp == _stamp)
            return _crdByName;
        var index = await LoadAsync(cancellationToken);
        _stamp = stamp;
        return index;
    }

    private async Task<Dictionary<string, string?>> LoadAsync(CancellationToken cancellationToken)
    {
        var index = new Dictionary<string, string?>(StringComparer.Ordinal);
        StreamReader reader;
        try
        {
            reader = new StreamReader(_fileSystem.File.OpenRead(_path), Encoding.UTF8);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            Log.NoOrganizationIndex(_logger, _path);
            return index;
        }

        using (reader)
        {
            var lineNumber = 0;
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                lineNumber++;
                if (!string.IsNullOrWhiteSpace(line) && !TryAdd(index, line))
                    Log.BadOrganization(_logger, _path, lineNumber);
            }
        }

        return index;
    }

    private static bool TryAdd(Dictionary<string, string?> index, string line)
    {
        try
        {
            if (JsonNode.Parse(line) is not JsonObject entry)
                return false;
            var crd = IndividualReader.Text(entry["organizationCRD"]);
            if (crd.Length == 0 || string.Equals(crd, NotAvailable, StringComparison.OrdinalIgnoreCase))
                return true;
            foreach (var name in _nameKeys.Select(key => Normalise(IndividualReader.Text(entry[key]))).Where(name => name.Length > 0).Distinct())
                index[name] = !index.TryGetValue(name, out var known) || known == crd ? crd : null;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Normalise(string name) => string.Concat(name.ToLowerInvariant().Where(letter => !char.IsWhiteSpace(letter)));
}
