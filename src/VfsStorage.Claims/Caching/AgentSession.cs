using System.Text.Json.Nodes;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Caching;

/// <summary>The questions one claim asks, answered through its employee's cache; the request log is written when it ends.</summary>
internal sealed class AgentSession(Marshaller marshaller, EmployeeFolder folder, RequestLog log)
{
    /// <summary>Whether no other claim used the employee's folder when this one began: then nothing in its listing is older.</summary>
    public bool IsFirst { get; init; }

    /// <summary>What the cache holds of the employee.</summary>
    public EmployeeFolder Folder => folder;

    /// <summary>Whether a source was asked: then the listing of the folder is as old as that took.</summary>
    public bool HasFetched => log.HasFetched;

    /// <summary>Asks one question.</summary>
    public Task<JsonNode> AskAsync(
        string agent, string service, CancellationToken cancellationToken, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var values = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
            values[name] = value;
        return marshaller.GetAsync(folder, new AgentRequest(agent, service, values), log, cancellationToken);
    }

    /// <summary>Writes the request log, also of a claim that failed.</summary>
    public async Task EndAsync()
    {
        try
        {
            await StorageGuard.RunAsync("request log", log.FlushAsync);
        }
        finally
        {
            marshaller.Close(folder);
        }
    }
}
