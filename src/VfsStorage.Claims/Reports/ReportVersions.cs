using System.Text.Json;
using System.Text.Json.Nodes;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Reports;

/// <summary>Keeps the versions of reports in the cache area: one a day, and one for every significant change within a day.</summary>
internal sealed class ReportVersions(ClaimsWorkspace workspace)
{
    private const string UnknownEmployee = "Unknown";

    private readonly CacheLayout _layout = new(workspace);
    private readonly AtomicFile _file = AtomicFile.ForManyWriters(workspace);

    /// <summary>Keeps <paramref name="report"/> if it is new; <see langword="false"/> if it has no reference id.</summary>
    public Task<bool> SaveAsync(ComplianceReport report, string employee) =>
        StorageGuard.RunAsync("report versions", () => SaveCoreAsync(report, employee));

    private async Task<bool> SaveCoreAsync(ComplianceReport report, string employee)
    {
        if (report.ReferenceId.Length == 0)
            return false;
        var folder = _layout.Employee(employee.Length > 0 ? employee : UnknownEmployee);
        var content = ReportJson.Serialize(report);
        while (await NextAsync(folder, report.ReferenceId, content) is { } next)
        {
            if (await _file.TryCreateAsync(PathOf(folder, next), content))
                break;
        }

        return true;
    }

    /// <summary>The name of the next version; <see langword="null"/> if the newest one says the same.</summary>
    private async Task<ReportFileName?> NextAsync(string folder, string referenceId, byte[] content)
    {
        var today = DateOnly.FromDateTime(workspace.Time.GetUtcNow().UtcDateTime);
        var versions = Find(folder, referenceId);
        var next = new ReportFileName(ReportFileName.Encode(referenceId), 1, today);
        if (versions.Count == 0)
            return next;
        var newest = versions.MaxBy(version => (version.Date, version.Version));
        return newest.Date == today && !await IsSignificantAsync(PathOf(folder, newest), content)
            ? null
            : next with { Version = versions.Max(version => version.Version) + 1 };
    }

    private List<ReportFileName> Find(string folder, string referenceId)
    {
        var encoded = ReportFileName.Encode(referenceId);
        try
        {
            return [.. workspace.FileSystem.Directory.EnumerateFiles(folder, ReportFileName.Prefix + "*")
                .Select(path => ReportFileName.TryParse(workspace.FileSystem.Path.GetFileName(path)))
                .OfType<ReportFileName>()
                .Where(name => name.EncodedReferenceId == encoded)];
        }
        catch (DirectoryNotFoundException)
        {
            // Made now rather than after a write that fails.
            workspace.FileSystem.Directory.CreateDirectory(folder);
            return [];
        }
    }

    private async Task<bool> IsSignificantAsync(string predecessor, byte[] content)
    {
        if (await _file.TryReadAsync(predecessor) is not { } earlier)
            return true;
        try
        {
            return JsonNode.Parse(earlier) is not JsonObject report || SignificantChange.IsBetween(report, (JsonObject)JsonNode.Parse(content)!);
        }
        catch (JsonException)
        {
            // Nobody can read it, so it is no version of this report.
            return true;
        }
    }

    private string PathOf(string folder, ReportFileName name) => workspace.FileSystem.Path.Combine(folder, name.ToString());
}
