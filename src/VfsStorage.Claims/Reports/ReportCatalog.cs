using System.IO.Abstractions;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Paging;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Reports;

/// <summary>Finds kept report versions. The newest is the one with the greatest date, then version.</summary>
public sealed class ReportCatalog
{
    private const int ReadAhead = 16;

    private readonly IFileSystem _fileSystem;
    private readonly CacheLayout _layout;
    private readonly AtomicFile _file;
    private readonly string _cache;

    /// <summary>Creates the catalog.</summary>
    /// <param name="workspace">Whose cache to search.</param>
    public ReportCatalog(ClaimsWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        _fileSystem = workspace.FileSystem;
        _cache = workspace.Areas.Cache;
        _layout = new CacheLayout(workspace);
        _file = AtomicFile.ForManyWriters(workspace);
    }

    /// <summary>The newest report about an employee; <see langword="null"/> if there is none.</summary>
    /// <exception cref="ClaimsException">The cache area cannot be read.</exception>
    public Task<ReportDocument?> FindLatestAsync(string employee, CancellationToken cancellationToken = default) =>
        NewestOfAsync(OfEmployee(employee), cancellationToken);

    /// <summary>The newest report of one reference id; <see langword="null"/> if there is none.</summary>
    /// <exception cref="ClaimsException">The cache area cannot be read.</exception>
    public Task<ReportDocument?> FindByReferenceAsync(string employee, string referenceId, CancellationToken cancellationToken = default) =>
        NewestOfAsync(Of(employee, referenceId), cancellationToken);

    /// <summary>Every kept version by employee, reference id, date and version.</summary>
    /// <param name="page">Which page.</param>
    /// <param name="employee">Only this employee; <see langword="null"/> for all.</param>
    /// <exception cref="ClaimsException">The cache area cannot be read.</exception>
    public Page<KeptReport> List(PageRequest page, string? employee = null)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.Of(Sort(string.IsNullOrEmpty(employee) ? OfAll() : OfEmployee(employee)));
    }

    /// <summary>The kept versions of one reference id, oldest first.</summary>
    /// <exception cref="ClaimsException">The cache area cannot be read.</exception>
    public IReadOnlyList<KeptReport> Versions(string employee, string referenceId) =>
        Sort(Of(employee, referenceId));

    /// <summary>A version with its content.</summary>
    /// <exception cref="ClaimsException">The cache area cannot be read.</exception>
    public Task<ReportDocument> ReadAsync(KeptReport report) =>
        StorageGuard.RunAsync("report versions", () => ReadAsync(report, CancellationToken.None));

    /// <summary>The newest version of every reference id.</summary>
    internal IReadOnlyList<KeptReport> Newest(string? employee) =>
        [.. Sort(string.IsNullOrEmpty(employee) ? OfAll() : OfEmployee(employee))
            .GroupBy(report => (report.EmployeeNumber, report.ReferenceId))
            .Select(versions => versions.Last())];

    /// <summary>The contents of <paramref name="reports"/> in their order, some read ahead.</summary>
    internal async IAsyncEnumerable<ReportDocument> ReadAsync(
        IEnumerable<KeptReport> reports, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var chunk in reports.Chunk(ReadAhead))
        {
            var documents = await StorageGuard.RunAsync(
                "report versions", () => Task.WhenAll(chunk.Select(report => ReadAsync(report, cancellationToken))));
            foreach (var document in documents)
                yield return document;
        }
    }

    private async Task<ReportDocument?> NewestOfAsync(IEnumerable<KeptReport> reports, CancellationToken cancellationToken)
    {
        var newest = reports.MaxBy(report => (report.Date, report.Version));
        return newest is null ? null : await StorageGuard.RunAsync("report versions", () => ReadAsync(newest, cancellationToken));
    }

    private async Task<ReportDocument> ReadAsync(KeptReport report, CancellationToken cancellationToken)
    {
        var content = await _file.TryReadAsync(report.Path, cancellationToken);
        try
        {
            return new ReportDocument(report, content is null ? null : JsonNode.Parse(content) as JsonObject);
        }
        catch (JsonException)
        {
            return new ReportDocument(report, null);
        }
    }

    private IReadOnlyList<KeptReport> OfEmployee(string employee) => Find(_layout.Employee(employee), SearchOption.TopDirectoryOnly);

    /// <summary>Names are compared: a long reference id is shortened in them.</summary>
    private IEnumerable<KeptReport> Of(string employee, string referenceId)
    {
        var encoded = ReportFileName.Encode(referenceId);
        return OfEmployee(employee).Where(report => ReportFileName.TryParse(report.FileName)?.EncodedReferenceId == encoded);
    }

    private IReadOnlyList<KeptReport> OfAll() => Find(_cache, SearchOption.AllDirectories);

    private IReadOnlyList<KeptReport> Find(string folder, SearchOption depth) => StorageGuard.Run<IReadOnlyList<KeptReport>>("report versions", () =>
    {
        try
        {
            return [.. _fileSystem.Directory.EnumerateFiles(folder, ReportFileName.Prefix + "*", depth).Select(ToReport).OfType<KeptReport>()];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    });

    private KeptReport? ToReport(string path)
    {
        var fileName = _fileSystem.Path.GetFileName(path);
        if (ReportFileName.TryParse(fileName) is not { } name)
            return null;
        var employee = _fileSystem.Path.GetFileName(_fileSystem.Path.GetDirectoryName(path))!;
        return new KeptReport(SafeName.FromUnique(employee), SafeName.FromUnique(name.EncodedReferenceId), name.Version, name.Date, fileName)
        {
            Path = path,
        };
    }

    private static IReadOnlyList<KeptReport> Sort(IEnumerable<KeptReport> reports) =>
        [.. reports.OrderBy(report => report.EmployeeNumber, StringComparer.Ordinal)
            .ThenBy(report => report.ReferenceId, StringComparer.Ordinal)
            .ThenBy(report => report.Date)
            .ThenBy(report => report.Version)];
}
