using Microsoft.Extensions.Configuration;

namespace VfsStorage;

/// <summary>The <c>storage</c> section of the configuration: where the application's files are. Every key is described in docs/CONFIGURATION.md.</summary>
public sealed class StorageOptions
{
    /// <summary>The name of the section: <c>storage</c>.</summary>
    public const string SectionName = "storage";

    /// <summary>Which of the two is in force. Default <see cref="StorageMode.Local"/>.</summary>
    [ConfigurationKeyName("mode")]
    public StorageMode Mode { get; set; }

    /// <summary>The folders of <see cref="StorageMode.Local"/>. Their last segments name the areas in <see cref="StorageMode.S3"/>, too.</summary>
    [ConfigurationKeyName("local")]
    public LocalStorageOptions Local { get; set; } = new();

    /// <summary>The buckets of <see cref="StorageMode.S3"/>, and how they are reached. Not looked at in local mode.</summary>
    [ConfigurationKeyName("s3")]
    public S3StorageOptions S3 { get; set; } = new();
}
