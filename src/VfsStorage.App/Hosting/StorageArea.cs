namespace VfsStorage.App.Hosting;

/// <summary>One of the four areas, as the configuration names it.</summary>
/// <param name="Name">input, output, archive or cache.</param>
/// <param name="Path">Its path in the storage.</param>
/// <param name="Mode">The mode in force.</param>
internal sealed record StorageArea(string Name, string Path, StorageMode Mode)
{
    /// <summary>The configuration key that says where the area is.</summary>
    public string Key => Mode == StorageMode.S3 ? $"storage.s3.{Name}_bucket" : $"storage.local.{Name}_folder";

    /// <summary>The configuration keys that say how the storage is reached.</summary>
    public string AccessKeys => Mode == StorageMode.S3 ? "storage.s3 (service_url, aws_region)" : "storage.local.base_path";

    /// <summary>What decides who may use the storage.</summary>
    public string Identity => Mode == StorageMode.S3 ? "the credentials (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or storage.s3.profile)" : "the folder's permissions";
}
