using System.Globalization;

namespace VfsStorage.Testing.Http;

/// <summary>The ids under which S3's support would look a request up.</summary>
internal static class RequestId
{
    /// <summary>The extended id; here the same for all requests of a process.</summary>
    public static string Host { get; } = Convert.ToBase64String([.. Guid.NewGuid().ToByteArray(), .. Guid.NewGuid().ToByteArray()]);

    public static string New() => Random.Shared.NextInt64().ToString("X16", CultureInfo.InvariantCulture);
}
