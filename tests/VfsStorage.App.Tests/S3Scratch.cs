using VfsStorage.Testing;

namespace VfsStorage.App.Tests;

/// <summary>A scratch folder whose processes work in S3 mode, against a test server in this process.</summary>
internal sealed class S3Scratch : IAsyncDisposable
{
    private static readonly string[] _areas = ["input", "output", "archive", "cache"];

    private S3Scratch(S3TestServer server) => Server = server;

    public S3TestServer Server { get; }

    public Scratch Folder { get; } = new();

    /// <summary>Starts a server with the four buckets and points the processes of the folder to it, by environment alone.</summary>
    public static async Task<S3Scratch> StartAsync(S3TestServerOptions? options = null)
    {
        options ??= new S3TestServerOptions();
        foreach (var area in _areas)
            options.Buckets.Add($"claims-{area}");
        var scratch = new S3Scratch(await S3TestServer.StartAsync(options));
        var variables = scratch.Folder.Variables;
        variables["STORAGE__MODE"] = "s3";
        variables["STORAGE__S3__SERVICE_URL"] = scratch.Server.Endpoint.AbsoluteUri;
        foreach (var area in _areas)
        {
            variables[$"STORAGE__S3__{area.ToUpperInvariant()}_BUCKET"] = $"claims-{area}";
            variables[$"STORAGE__S3__{area.ToUpperInvariant()}_PREFIX"] = $"{area}/";
        }

        variables["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE";
        variables["AWS_SECRET_ACCESS_KEY"] = "secret-of-no-account";
        variables["AWS_EC2_METADATA_DISABLED"] = "true";
        return scratch;
    }

    /// <summary>Puts a file into the input area.</summary>
    public void Drop(string name, string content) => Server.AddObject("claims-input", "input/" + name, content);

    /// <summary>The files of an area, without directory markers, relative to its prefix.</summary>
    public IReadOnlyList<string> FilesOf(string area) =>
        [.. Server.GetKeys($"claims-{area}", area + "/").Select(key => key[(area.Length + 1)..])
            .Where(key => key.Length > 0 && !key.EndsWith('/'))];

    /// <summary>A file of an area.</summary>
    public async Task<byte[]> ReadAsync(string area, string name)
    {
        using var client = Server.CreateClient();
        using var answer = await client.GetObjectAsync($"claims-{area}", $"{area}/{name}");
        using var content = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(content);
        return content.ToArray();
    }

    /// <summary>Uploads that were begun and neither completed nor aborted.</summary>
    public int CountOpenUploads() => _areas.Sum(area => Server.CountOpenUploads($"claims-{area}"));

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Folder.Dispose();
    }
}
