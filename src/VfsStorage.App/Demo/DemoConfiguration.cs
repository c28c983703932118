using System.Text.Json;

namespace VfsStorage.App.Demo;

/// <summary>The demo's <c>config.json</c>: both modes in one file, so that switching is one word.</summary>
internal static class DemoConfiguration
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    /// <summary>The buckets of the S3 run.</summary>
    public static IReadOnlyList<string> Buckets { get; } = ["vfs-demo-input", "vfs-demo-output", "vfs-demo-archive", "vfs-demo-cache"];

    /// <summary>Writes the file and returns its path.</summary>
    /// <param name="folder">The demo's folder; the local areas are below it.</param>
    public static string Write(string folder)
    {
        var path = Path.Combine(folder, "config.json");
        File.WriteAllText(path, JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["log_file"] = Path.Combine(folder, "logs", "app.log"),
                ["storage"] = new Dictionary<string, object>
                {
                    ["mode"] = "local",
                    ["local"] = new Dictionary<string, string> { ["base_path"] = folder },
                    ["s3"] = new Dictionary<string, string>
                    {
                        ["input_bucket"] = Buckets[0],
                        ["input_prefix"] = "input/",
                        ["output_bucket"] = Buckets[1],
                        ["output_prefix"] = "output/",
                        ["archive_bucket"] = Buckets[2],
                        ["archive_prefix"] = "archive/",
                        ["cache_bucket"] = Buckets[3],
                        ["cache_prefix"] = "cache/",
                    },
                },
            },
            _indented));
        return path;
    }
}
