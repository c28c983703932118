using Microsoft.Extensions.Configuration;

namespace VfsStorage;

/// <summary>The section <c>storage.local</c>: where the four areas are on a disk.</summary>
public sealed class LocalStorageOptions
{
    /// <summary>The folder that the others are relative to; itself relative to the current directory. Default <c>.</c>.</summary>
    [ConfigurationKeyName("base_path")]
    public string BasePath { get; set; } = ".";

    /// <summary>Where input arrives. Default <c>drop</c>.</summary>
    [ConfigurationKeyName("input_folder")]
    public string InputFolder { get; set; } = "drop";

    /// <summary>Where results go. Default <c>output</c>.</summary>
    [ConfigurationKeyName("output_folder")]
    public string OutputFolder { get; set; } = "output";

    /// <summary>Where processed input is kept. Default <c>archive</c>.</summary>
    [ConfigurationKeyName("archive_folder")]
    public string ArchiveFolder { get; set; } = "archive";

    /// <summary>Where intermediate results are kept. Default <c>cache</c>.</summary>
    [ConfigurationKeyName("cache_folder")]
    public string CacheFolder { get; set; } = "cache";
}
