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
    private readonly Dictionary<string, EmployeeFolder> _open = new(StringComparer.Ordinal);
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
        lock (_open)
        {
            if (!_open.TryGetValue(employee, out var folder))
                _open[employee] = folder = new EmployeeFolder(_layout, employee);
            folder.Users++;
            return new AgentSession(this, folder, new RequestLog(_workspace, folder, _layout.RequestLog(employee))) { IsFirst = folder.Users == 1 };
        }
    }

    /// <summary>Ends what <see cref="Open"/> began.</summary>
    internal void Close(EmployeeFolder folder)
    {
        lock (_open)
        {
            if (--folder.Users == 0)
                _open.Remove(folder.Employee);
        }
    }

    /// <summary>The answer to <paramref name="request"/>, cached or fetched.</summary>
    /// <exception cref="AgentException">The source does not answer.</exception>
    /// <exception cref="ClaimsException">The cache area cannot be read or written.</exception>
    internal async Task<JsonNode> GetAsync(EmployeeFolder held, AgentRequest request, RequestLog log, CancellationToken cancellationToken)
    {
        var folder = _layout.Service(held.Employee, request.Agent, request.Service);
        // Two claims of one employee ask each question once.
        var stripe = _stripes[(uint)string.GetHashCode(folder, StringComparison.Ordinal) % (uint)_stripes.Length];
        await stripe.WaitAsync(cancellationToken);
        try
        {
            var key = KeyOf(held.Employee, request);
            var cached = await StorageGuard.RunAsync("cache", async () => held.Has(request.Agent, request.Service, CacheManifest.FileName)
                ? await TryReadAsync(folder, held.Employee, key, cancellationToken)
                : null);
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
                // In S3 a write that fails, makes the folder and is repeated costs a dozen requests more.
                if (_workspace.Writes == WriteStrategy.Direct && !held.HasService(request.Agent, request.Service))
                    _workspace.FileSystem.Directory.CreateDirectory(folder);
                await SaveAsync(held, request, key, answer);
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

    private async Task<JsonNode?[]?> TryReadAsync(string folder, string employee, string key, CancellationToken cancellationToken)
    {
        if (await _file.TryReadAsync(_layout.Manifest(folder), cancellationToken) is not { } content
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

    private async Task SaveAsync(EmployeeFolder held, AgentRequest request, string key, JsonNode answer)
    {
        var folder = _layout.Service(held.Employee, request.Agent, request.Service);
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
            await WriteAsync(held, request, _layout.Data(folder, held.Employee, name), data);
        // Last: until it is there, the answer is not.
        await WriteAsync(held, request, _layout.Manifest(folder), new CacheManifest(now, key, numbered, DigestOf(files)).ToBytes());
    }

    private async Task WriteAsync(EmployeeFolder held, AgentRequest request, string path, byte[] content)
    {
        var name = _workspace.FileSystem.Path.GetFileName(path);
        if (held.Has(request.Agent, request.Service, name))
            await _file.WriteAsync(path, content);
        else
            await _file.WriteNewAsync(path, content);
        held.Add(request.Agent, request.Service, name);
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
