namespace VfsStorage.App.Agents;

/// <summary>Where an agent's answers come from.</summary>
internal enum AgentSource
{
    /// <summary>From the invented people that ship with the program; needs no network.</summary>
    Recorded,

    /// <summary>From the service itself.</summary>
    Http,
}
