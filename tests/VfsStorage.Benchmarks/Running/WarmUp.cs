using System.IO.Abstractions;

namespace VfsStorage.Benchmarks.Running;

/// <summary>Has every contender's code compiled and its connections opened before anything is measured.</summary>
internal static class WarmUp
{
    private const int Rounds = 40;
    private const int Connections = 16;

    public static async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        await stage.SeedAsync(["warm-up/"], 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, Rounds), new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancellationToken }, async (i, token) =>
        {
            var key = $"warm-up/sdk-{i}";
            await stage.Client.PutObjectAsync(new() { BucketName = stage.Bucket, Key = key, InputStream = new MemoryStream(new byte[4 << 10]) }, token);
            await stage.Client.GetObjectMetadataAsync(stage.Bucket, key, token);
            using var answer = await stage.Client.GetObjectAsync(stage.Bucket, key, token);
            await answer.ResponseStream.CopyToAsync(Stream.Null, token);
            await UseAsync(stage.Strict, $"/warm-up/strict-{i}", token);
            await UseAsync(stage.Fast, $"/warm-up/fast-{i}", token);
        });
    }

    private static async Task UseAsync(IFileSystem fileSystem, string path, CancellationToken cancellationToken)
    {
        await fileSystem.File.WriteAllBytesAsync(path, new byte[4 << 10], cancellationToken);
        await fileSystem.File.ReadAllBytesAsync(path, cancellationToken);
        await fileSystem.File.AppendAllTextAsync(path, "more", cancellationToken);
        _ = fileSystem.File.Exists(path);
    }
}
