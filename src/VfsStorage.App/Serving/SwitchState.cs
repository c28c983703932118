namespace VfsStorage.App.Serving;

/// <summary>The settings that can be changed while the server runs.</summary>
/// <param name="Headless">Whether agents that drive a browser hide it; none of today's does.</param>
/// <param name="Debug">Whether every logging group logs everything.</param>
internal sealed record SwitchState(bool Headless, bool Debug);
