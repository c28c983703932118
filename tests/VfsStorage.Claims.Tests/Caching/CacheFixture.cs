using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Caching;

/// <summary>Fills the cache by processing recorded people.</summary>
public abstract class CacheFixture(FileSystemKind kind) : ClaimsFixture(kind)
{
    private static readonly RecordedAgentSource _recorded = new();

    protected async Task ProcessAsync(string employee, string reference, string crd, string last = "Testwell")
    {
        using var processor = new ClaimProcessor(Workspace, _recorded);
        await processor.ProcessAsync(
            Claim.FromFields(new OrderedDictionary<string, string?>
            {
                ["reference_id"] = reference,
                ["employee_number"] = employee,
                ["first_name"] = "Ada",
                ["last_name"] = last,
                ["crd_number"] = crd,
                ["city"] = employee == "EN-1" ? "Testville" : "",
            }),
            Reviews.All);
    }

    /// <summary>Every file of the cache by its path there.</summary>
    protected string[] CacheFiles() =>
    [
        .. FileSystem.Directory.EnumerateFiles(Areas.Cache, "*", SearchOption.AllDirectories)
            .Select(path => path[Areas.Cache.Length..].Replace('\\', '/').TrimStart('/')).Order(StringComparer.Ordinal),
    ];
}
