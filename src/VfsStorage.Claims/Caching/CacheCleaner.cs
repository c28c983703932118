using System.IO.Abstractions;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Caching;

/// <summary>Deletes cached answers. Report versions and request logs are always kept.</summary>
public sealed class CacheCleaner
{
    private readonly ClaimsWorkspace _workspace;
    private readonly IFileSystem _fileSystem;
    private readonly CacheLayout _layout;

    /// <summary>Creates the cleaner.</summary>
    /// <param name="workspace">Whose cache to clean.</param>
    public CacheCleaner(ClaimsWorkspace workspace)
    {
        _workspace = workspace ?? throw new ArgumentNullException(nameof(workspace));
        _fileSystem = workspace.FileSystem;
        _layout = new CacheLayout(workspace);
    }

    /// <summary>Deletes all answers about one employee.</summary>
    /// <exception cref="ClaimsException">The employee number is blank, or the cache area cannot be changed.</exception>
    public ClearedEmployee ClearEmployee(string employee)
    {
        RequireEmployee(employee);
        return StorageGuard.Run("cache", () => Clear(SafeName.Unique(employee), AgentCatalog.Services.Keys));
    }

    /// <summary>Deletes all answers about every employee.</summary>
    /// <exception cref="ClaimsException">The cache area cannot be changed.</exception>
    public IReadOnlyList<ClearedEmployee> ClearAll() => StorageGuard.Run("cache", () => _layout.Folders()
        .Select(folder => Clear(folder, AgentCatalog.Services.Keys))
        .Where(cleared => cleared.ClearedAgents.Count > 0)
        .ToList());

    /// <summary>Deletes one agent's answers about one employee.</summary>
    /// <exception cref="ClaimsException">The employee number is blank, there is no such agent, or the cache area cannot be changed.</exception>
    public ClearedEmployee ClearAgent(string employee, string agent)
    {
        RequireEmployee(employee);
        if (!AgentCatalog.Services.ContainsKey(agent))
            throw new ClaimsException($"There is no agent '{agent}': use one of {string.Join(", ", AgentCatalog.Services.Keys)}.");
        return StorageGuard.Run("cache", () => Clear(SafeName.Unique(employee), [agent]));
    }

    /// <summary>Deletes answers older than 90 days, manifests that no answer is left beside, and what killed writers left for a day.</summary>
    /// <returns>The deleted files' paths within the cache area.</returns>
    /// <exception cref="ClaimsException">The cache area cannot be changed.</exception>
    public IReadOnlyList<string> CleanUpStale() => StorageGuard.Run("cache", () =>
    {
        var deleted = new List<string>();
        foreach (var folder in _layout.Folders())
        {
            foreach (var service in _layout.FilesIn(folder).GroupBy(parts => string.Join('/', parts.SkipLast(1)), StringComparer.Ordinal))
            {
                foreach (var parts in StaleFiles(folder, [.. service]).Where(parts => TryDelete(_layout.PathOf(folder, parts))))
                    deleted.Add(string.Join('/', [folder, .. parts]));
            }
        }

        return deleted;
    });

    private bool TryDelete(string path)
    {
        try
        {
            _fileSystem.File.Delete(path);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody else clears the cache.
            return false;
        }
    }

    private IEnumerable<string[]> StaleFiles(string folder, List<string[]> files)
    {
        var answers = files.Where(parts => parts.Length == 3 && CacheFileName.TryParse(parts[^1]) is not null).ToList();
        var stale = answers.Where(parts => IsStale(CacheFileName.TryParse(parts[^1])!.Value.Date)).ToList();
        var manifests = files.Where(parts => parts is [_, _, CacheManifest.FileName] && stale.Count == answers.Count);
        var leftovers = files.Where(parts => parts[^1].EndsWith(AtomicFile.TemporarySuffix, StringComparison.Ordinal) && IsAbandoned(folder, parts));
        return [.. stale, .. manifests, .. leftovers];
    }

    private bool IsStale(DateOnly date) =>
        DateOnly.FromDateTime((_workspace.Time.GetUtcNow() - Marshaller.TimeToLive).UtcDateTime) > date;

    private bool IsAbandoned(string folder, string[] parts) =>
        _fileSystem.FileInfo.New(_layout.PathOf(folder, parts)).LastWriteTimeUtc < _workspace.Time.GetUtcNow().UtcDateTime.AddDays(-1);

    private ClearedEmployee Clear(string folder, IEnumerable<string> agents)
    {
        var employee = SafeName.FromUnique(folder);
        if (_layout.AgentsIn(folder) is not { } existing)
            return new ClearedEmployee(employee, false, []);
        var cleared = existing.Intersect(agents, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        foreach (var agent in cleared)
            FolderRemoval.Delete(_fileSystem, _layout.PathOf(folder, agent));
        return new ClearedEmployee(employee, true, cleared);
    }

    private static void RequireEmployee(string employee)
    {
        if (string.IsNullOrWhiteSpace(employee))
            throw new ClaimsException("The employee number is missing.");
    }
}
