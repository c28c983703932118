using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Caching;

/// <summary>
/// Answers agents' questions from the cache for 90 days, and from the source otherwise. An answer belongs to its parameters;
/// "nothing found" is cached, a failure never.
/// </summary>
internal sealed class Marshaller : IDisposable
{
    /// <summary>How long an answer is used.</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromDays(90);

    private readonly ClaimsWorkspace _workspace;
    private readonly IAgentSource _source;
    private readonly CacheLayout _layout;
    private readonly AtomicFile _file;
    private readonly SemaphoreSlim[] _stripes = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    public Marshaller(ClaimsWorkspace workspace, IAgentSource source)
    {
        _workspace = workspace;
        _source = source;
        _layout = new CacheLayout(workspace);
        _file = AtomicFile.ForManyWriters(workspace);
    }

    /// <summary>Opens the cache of one employee for one claim.</summary>
    /// <exception cref="ArgumentException">The employee number is blank.</exception>
    public AgentSession Open(string employee)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(employee);
        return new AgentSession(this, employee, new RequestLog(_workspace, _layout.RequestLog(employee)));
    }

    /// <summary>The answer to <paramref name="request"/>, cached or fetched.</summary>
    /// <exception cref="AgentException">The source does not answer.</exception>
    /// <exception cref="ClaimsException">The cache area cannot be read or written.</exception>
    internal async Task<JsonNode> GetAsync(string employee, AgentRequest request, RequestLog log, CancellationToken cancellationToken)
    {
        var folder = _layout.Service(employee, request.Agent, request.Service);
        // Two claims of one employee ask each question once.
        var stripe = _stripes[(uint)string.GetHashCode(folder, StringComparison.Ordinal) % (uint)_stripes.Length];
        await stripe.WaitAsync(cancellationToken);
        try
        {
            var key = KeyOf(employee, request);
            var (manifest, hasFolder) = await StorageGuard.RunAsync("cache", () => _file.ReadAsync(_layout.Manifest(folder), cancellationToken));
            var cached = await StorageGuard.RunAsync("cache", () => TryReadAsync(manifest, folder, employee, key, cancellationToken));
            if (cached is not null)
            {
                log.Cached(request);
                return AgentCatalog.KindOf(request.Agent) == AnswerKind.Single ? cached[0]! : new JsonArray([.. cached]);
            }

            var started = _workspace.Time.GetTimestamp();
            var answer = AgentAnswer.Validate(request, await _source.FetchAsync(request, cancellationToken));
            log.Fetched(request, _workspace.Time.GetElapsedTime(started));
            await StorageGuard.RunAsync("cache", async () =>
            {
                // A write that fails, makes the folder and is repeated costs a dozen requests more.
                if (!hasFolder)
                    _workspace.FileSystem.Directory.CreateDirectory(folder);
                await SaveAsync(folder, employee, key, answer);
            });
            return answer;
        }
        finally
        {
            stripe.Release();
        }
    }

    public void Dispose()
    {
        foreach (var stripe in _stripes)
            stripe.Dispose();
    }

    private async Task<JsonNode?[]?> TryReadAsync(
        byte[]? content, string folder, string employee, string key, CancellationToken cancellationToken)
    {
        if (content is null
            || CacheManifest.TryParse(content) is not { } manifest
            || manifest.Key != key
            || !IsFresh(manifest.CachedOn))
        {
            return null;
        }

        var files = new List<byte[]>();
        foreach (var name in Names(DateOnly.FromDateTime(manifest.CachedOn), manifest.Files))
        {
            if (await _file.TryReadAsync(_layout.Data(folder, employee, name), cancellationToken) is not { } data)
                return null;
            files.Add(data);
        }

        if (files.Count == 0 || DigestOf(files) != manifest.Digest)
            return null;
        try
        {
            return [.. files.Select(data => JsonNode.Parse(data))];
        }
        catch (JsonException)
        {
            // Not an answer after all: as good as none.
            return null;
        }
    }

    private bool IsFresh(DateTime cachedOn)
    {
        var age = _workspace.Time.GetUtcNow().UtcDateTime - cachedOn;
        return age >= TimeSpan.FromDays(-1) && age <= TimeToLive;
    }

    private async Task SaveAsync(string folder, string employee, string key, JsonNode answer)
    {
        JsonNode[] results = answer switch
        {
            JsonArray { Count: 0 } => [AgentAnswer.NoRecords()],
            JsonArray list => [.. list.Select(item => item!)],
            _ => [answer],
        };
        var files = results.Select(ReportJson.ToBytes).ToList();
        var now = _workspace.Time.GetUtcNow().UtcDateTime;
        // A single result is file 0 and has no number; Files counts numbered files, or is 0.
        var numbered = answer is JsonArray ? files.Count : 0;
        foreach (var (name, data) in Names(DateOnly.FromDateTime(now), numbered).Zip(files))
            await _file.WriteAsync(_layout.Data(folder, employee, name), data);
        // Last: until it is there, the answer is not.
        await _file.WriteAsync(_layout.Manifest(folder), new CacheManifest(now, key, numbered, DigestOf(files)).ToBytes());
    }

    private static IEnumerable<CacheFileName> Names(DateOnly date, int numbered) =>
        numbered == 0 ? [new CacheFileName(date, 0)] : Enumerable.Range(1, numbered).Select(number => new CacheFileName(date, number));

    private static string KeyOf(string employee, AgentRequest request)
    {
        var text = new StringBuilder().Append(employee).Append('\n');
        foreach (var (name, value) in request.Parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{name.Length}:{name}{value.Length}:{value}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 8));
    }

    private static string DigestOf(IEnumerable<byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var data in files)
            hash.AppendData(data);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
