namespace VfsStorage.Configuration;

/// <summary>Reads the values of <c>storage.s3.sse</c> and the key file of SSE-C.</summary>
internal static class EncryptionSetting
{
    private const int KeyBytes = 32;

    public static readonly string[] Names = ["none", "sse-s3", "sse-kms", "sse-c"];

    public static S3Encryption? Parse(string name) => Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) switch
    {
        0 => S3Encryption.BucketDefault,
        1 => S3Encryption.S3,
        2 => S3Encryption.Kms,
        3 => S3Encryption.CustomerKey,
        _ => null,
    };

    /// <summary>The key in a file, in base64, or <see langword="null"/> if there is none that can be used.</summary>
    public static string? ReadKey(string file)
    {
        try
        {
            var key = File.ReadAllText(file).Trim();
            return Convert.TryFromBase64String(key, new byte[KeyBytes + 2], out var length) && length == KeyBytes ? key : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
