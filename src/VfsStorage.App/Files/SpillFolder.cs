using Microsoft.Extensions.Configuration;

namespace VfsStorage.App.Files;

/// <summary>
/// A spill folder for one everyday command, gone with it. What could not be sent need not be kept for <c>vfs recover</c>: its source is still there.
/// </summary>
internal sealed class SpillFolder : IDisposable
{
    private const string Key = "storage:s3:spill_directory";

    private readonly string _path;

    private SpillFolder(string path, IConfiguration configuration) => (_path, Configuration) = (path, configuration);

    /// <summary>The configuration with this folder in it.</summary>
    public IConfiguration Configuration { get; }

    /// <summary>A folder below the configured one, made when it is needed.</summary>
    public static SpillFolder Below(IConfiguration configuration)
    {
        var parent = configuration[Key] is { Length: > 0 } configured ? configured : Path.GetTempPath();
        var path = Path.Combine(parent, $"vfs-command-{Guid.NewGuid():N}");
        return new SpillFolder(
            path, new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection([KeyValuePair.Create(Key, (string?)path)]).Build());
    }

    public void Dispose()
    {
        if (Directory.Exists(_path))
            Directory.Delete(_path, recursive: true);
    }
}
