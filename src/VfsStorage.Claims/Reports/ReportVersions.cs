using System.Text.Json;
using System.Text.Json.Nodes;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Reports;

/// <summary>Keeps the versions of reports in the cache area: one a day, and one for every significant change within a day.</summary>
public sealed class ReportVersions
{
    private const string UnknownEmployee = "Unknown";
    private const string Purpose = "report versions";

    private readonly ClaimsWorkspace _workspace;
    private readonly CacheLayout _layout;
    private readonly AtomicFile _file;

    /// <summary>Creates the versions of the workspace's cache area.</summary>
    public ReportVersions(ClaimsWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        _workspace = workspace;
        _layout = new CacheLayout(workspace);
        _file = AtomicFile.ForManyWriters(workspace);
    }

    /// <summary>Decides where a report is to be kept; nothing is written.</summary>
    /// <param name="report">The report, as <see cref="ReportJson"/> writes it.</param>
    /// <param name="employee">Whose it is.</param>
    /// <returns>The plan; <see langword="null"/> for a report without reference id, which is not kept.</returns>
    /// <exception cref="ClaimsException">The cache area cannot be read.</exception>
    public Task<PlannedVersion?> PlanAsync(JsonObject report, string employee)
    {
        ArgumentNullException.ThrowIfNull(report);
        var referenceId = (string?)report["reference_id"] ?? "";
        return StorageGuard.RunAsync(
            Purpose, async () => referenceId.Length == 0 ? null : await NextAsync(FolderOf(employee), referenceId, report));
    }

    /// <summary>Looks at a plan of an earlier run again.</summary>
    /// <param name="version">The plan.</param>
    /// <param name="report">The report that was planned.</param>
    /// <param name="employee">Whose it is.</param>
    /// <returns>The plan, if it was carried out or still can be; another one if others have kept versions of its number meanwhile.</returns>
    /// <exception cref="ClaimsException">The cache area cannot be read.</exception>
    public Task<PlannedVersion> ReviseAsync(PlannedVersion version, JsonObject report, string employee)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(report);
        return StorageGuard.RunAsync(Purpose, async () =>
        {
            if (!version.IsNew || ReportFileName.TryParse(version.FileName) is not { } name)
                return version;
            var folder = FolderOf(employee);
            var versions = FindAll(folder, name.EncodedReferenceId);
            if (versions.Contains(name) ? await HoldsAsync(folder, version, ReportJson.Serialize(report)) : versions.All(other => other.Version < name.Version))
                return version;
            return await NextAsync(folder, (string)report["reference_id"]!, report);
        });
    }

    /// <summary>Writes a planned version; again, after a kill, it finds that it is there.</summary>
    /// <param name="version">The plan.</param>
    /// <param name="report">The report that was planned, to the byte.</param>
    /// <param name="employee">Whose it is.</param>
    /// <returns><see langword="false"/> if another report has taken the name meanwhile: plan again.</returns>
    /// <exception cref="ClaimsException">The cache area cannot be written.</exception>
    public Task<bool> TryKeepAsync(PlannedVersion version, JsonObject report, string employee)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(report);
        return StorageGuard.RunAsync(Purpose, async () => !version.IsNew || await TryKeepAsync(FolderOf(employee), version, ReportJson.Serialize(report)));
    }

    /// <summary>Whether one of the names is a version of the report.</summary>
    internal static bool AreAny(IReadOnlyList<string> names, string referenceId) => Among(names, ReportFileName.Encode(referenceId)).Count > 0;

    /// <summary>Keeps <paramref name="report"/> if it is new; <see langword="false"/> if it has no reference id.</summary>
    /// <param name="report">The report.</param>
    /// <param name="employee">Whose it is.</param>
    /// <param name="names">The names in the employee's folder, if they are known; <see langword="null"/> to look.</param>
    internal Task<bool> SaveAsync(ComplianceReport report, string employee, IReadOnlyList<string>? names = null) => StorageGuard.RunAsync(Purpose, async () =>
    {
        if (report.ReferenceId.Length == 0)
            return false;
        var folder = FolderOf(employee);
        var node = (JsonObject)JsonSerializer.SerializeToNode(report, ReportJson.Options)!;
        var content = ReportJson.Serialize(report);
        var next = await NextAsync(folder, report.ReferenceId, node, names);
        while (next.IsNew && !await _file.TryCreateAsync(PathOf(folder, next.FileName), content))
            next = await NextAsync(folder, report.ReferenceId, node);
        return true;
    });

    private async Task<bool> TryKeepAsync(string folder, PlannedVersion version, byte[] content) =>
        await _file.TryCreateAsync(PathOf(folder, version.FileName), content) || await HoldsAsync(folder, version, content);

    private async Task<bool> HoldsAsync(string folder, PlannedVersion version, byte[] content) =>
        await _file.TryReadAsync(PathOf(folder, version.FileName)) is { } kept && content.AsSpan().SequenceEqual(kept);

    private async Task<PlannedVersion> NextAsync(string folder, string referenceId, JsonObject report, IReadOnlyList<string>? names = null)
    {
        var today = DateOnly.FromDateTime(_workspace.Time.GetUtcNow().UtcDateTime);
        var next = new ReportFileName(ReportFileName.Encode(referenceId), 1, today);
        var versions = names is null ? FindAll(folder, next.EncodedReferenceId) : Among(names, next.EncodedReferenceId);
        if (versions.Count == 0)
            return new PlannedVersion(next.ToString(), IsNew: true);
        var newest = versions.MaxBy(version => (version.Date, version.Version));
        return newest.Date == today && !await IsSignificantAsync(PathOf(folder, newest.ToString()), report)
            ? new PlannedVersion(newest.ToString(), IsNew: false)
            : new PlannedVersion((next with { Version = versions.Max(version => version.Version) + 1 }).ToString(), IsNew: true);
    }

    private List<ReportFileName> FindAll(string folder, string encodedReferenceId)
    {
        var fileSystem = _workspace.FileSystem;
        try
        {
            return Among(fileSystem.Directory.EnumerateFiles(folder, ReportFileName.Prefix + "*").Select(path => fileSystem.Path.GetFileName(path)), encodedReferenceId);
        }
        catch (DirectoryNotFoundException)
        {
            // Made now rather than after a write that fails.
            fileSystem.Directory.CreateDirectory(folder);
            return [];
        }
    }

    private static List<ReportFileName> Among(IEnumerable<string> names, string encodedReferenceId) =>
        [.. names.Select(ReportFileName.TryParse).OfType<ReportFileName>().Where(name => name.EncodedReferenceId == encodedReferenceId)];

    private async Task<bool> IsSignificantAsync(string predecessor, JsonObject report)
    {
        if (await _file.TryReadAsync(predecessor) is not { } earlier)
            return true;
        try
        {
            return JsonNode.Parse(earlier) is not JsonObject previous || SignificantChange.IsBetween(previous, report);
        }
        catch (JsonException)
        {
            // Nobody can read it, so it is no version of this report.
            return true;
        }
    }

    private string FolderOf(string employee) => _layout.Employee(employee.Length > 0 ? employee : UnknownEmployee);

    private string PathOf(string folder, string fileName) => _workspace.FileSystem.Path.Combine(folder, fileName);
}
