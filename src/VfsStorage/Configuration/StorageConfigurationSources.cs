namespace VfsStorage;

/// <summary>
/// Where a host's configuration comes from, in order of precedence, lowest first: the file, <see cref="DotEnv"/>, the environment of the
/// process, <see cref="CommandLine"/>.
/// </summary>
public sealed record StorageConfigurationSources
{
    /// <summary>The path of the JSON file; comments and trailing commas are fine in it. Default <c>config.json</c> in the current directory.</summary>
    public string ConfigFile { get; init; } = "config.json";

    /// <summary>True if there may be no such file. Default false.</summary>
    public bool ConfigFileIsOptional { get; init; }

    /// <summary>The content of a <c>.env</c> file: names as in the environment, such as <c>STORAGE__MODE</c>. Default empty.</summary>
    public IEnumerable<KeyValuePair<string, string>> DotEnv { get; init; } = [];

    /// <summary>Keys set on the command line, such as <c>storage.mode</c> (or <c>storage:mode</c>). Default empty.</summary>
    public IEnumerable<KeyValuePair<string, string>> CommandLine { get; init; } = [];
}
