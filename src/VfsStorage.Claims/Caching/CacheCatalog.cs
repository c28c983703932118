using System.IO.Abstractions;
using VfsStorage.Claims.Paging;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Caching;

/// <summary>Shows what the cache holds: a listing for the employees, and one for each employee of the page.</summary>
public sealed class CacheCatalog
{
    private readonly IFileSystem _fileSystem;
    private readonly CacheLayout _layout;

    /// <summary>Creates the catalog.</summary>
    /// <param name="workspace">Whose cache to show.</param>
    public CacheCatalog(ClaimsWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        _fileSystem = workspace.FileSystem;
        _layout = new CacheLayout(workspace);
    }

    /// <summary>The cached employees, in ordinal order.</summary>
    /// <param name="page">Which page.</param>
    /// <param name="employee">Only this employee; <see langword="null"/> for all.</param>
    /// <exception cref="ClaimsException">The cache area cannot be read.</exception>
    public Page<CachedEmployee> List(PageRequest page, string? employee = null)
    {
        ArgumentNullException.ThrowIfNull(page);
        return StorageGuard.Run("cache", () =>
        {
            var folders = _layout.Folders();
            if (!string.IsNullOrEmpty(employee))
                folders = [.. folders.Where(folder => folder == SafeName.Unique(employee))];
            var wanted = page.Of(folders);
            return new Page<CachedEmployee>([.. wanted.Items.Select(Describe)], wanted.Pagination);
        });
    }

    private CachedEmployee Describe(string folder)
    {
        var reports = new List<ReportFileName>();
        var answers = new List<(string Agent, string Service, string File)>();
        foreach (var parts in _layout.FilesIn(folder))
        {
            if (parts is [var name] && ReportFileName.TryParse(name) is { } report)
                reports.Add(report);
            else if (parts is [var agent, var service, var file] && CacheFileName.TryParse(file) is not null)
                answers.Add((agent, service, file));
        }

        var agents = answers.GroupBy(answer => answer.Agent).OrderBy(group => group.Key, StringComparer.Ordinal).Select(agent => new CachedAgent(
            agent.Key,
            [.. agent.GroupBy(answer => answer.Service).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(service => Describe(service.Key, [.. service.Select(answer => answer.File)]))]));
        return new CachedEmployee(
            SafeName.FromUnique(folder), [.. agents], [.. reports.OrderBy(report => (report.Date, report.Version)).Select(report => report.ToString())]);
    }

    private static CachedService Describe(string service, IReadOnlyList<string> files)
    {
        var dated = files.Select(file => (File: file, Name: CacheFileName.TryParse(file)!.Value)).ToList();
        return new CachedService(
            service,
            dated.Max(file => file.Name.Date),
            [.. dated.OrderByDescending(file => file.Name.Date).ThenBy(file => file.Name.Number).Select(file => file.File)]);
    }
}
