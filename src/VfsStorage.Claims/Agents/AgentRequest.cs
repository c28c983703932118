namespace VfsStorage.Claims.Agents;

/// <summary>One question to a public source.</summary>
/// <param name="Agent">The agent's name, from <see cref="AgentCatalog"/>.</param>
/// <param name="Service">The agent's service.</param>
/// <param name="Parameters">The service's parameters by name.</param>
public sealed record AgentRequest(string Agent, string Service, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The value of a parameter, or an empty string.</summary>
    public string this[string parameter] => Parameters.TryGetValue(parameter, out var value) ? value : "";
}
