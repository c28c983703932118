using System.Net;
using Amazon.S3;
using VfsStorage.Benchmarks.Running;

namespace VfsStorage.Benchmarks.Scenarios;

/// <summary>Asks for a thousand files whether they exist; half do.</summary>
internal sealed class Exists() : Scenario("exists")
{
    public override IReadOnlyList<Target> Targets { get; } = [new(Fast, Sdk, 1.05), new(Strict, Sdk, 1.05)];

    public override string Title(Conditions conditions) => $"exists × {conditions.Scaled(1_000)}, half missing";

    public override async Task<IReadOnlyList<Contender>> SetUpAsync(Stage stage, CancellationToken cancellationToken)
    {
        var count = stage.Conditions.Scaled(1_000);
        await stage.SeedAsync(Enumerable.Range(0, count / 2).Select(i => $"there/{2 * i}"), 0);
        var folder = stage.LocalTree("there", Enumerable.Range(0, count / 2).Select(i => $"{2 * i}"));
        return
        [
            new(Sdk, token => Work.RunAsync(count, 1, i => HeadAsync(stage, i, token), token)),
            new(Fast, token => Task.Run(() => CheckAll(count, i => stage.Fast.File.Exists($"/there/{i}")), token)),
            new(Strict, token => Task.Run(() => CheckAll(count, i => stage.Strict.File.Exists($"/there/{i}")), token)),
            new(Disk, token => Task.Run(() => CheckAll(count, i => stage.Disk.File.Exists($"{folder}/{i}")), token)),
        ];
    }

    private static void CheckAll(int count, Func<int, bool> exists)
    {
        for (var i = 0; i < count; i++)
        {
            if (exists(i) != (i % 2 == 0 && i < count / 2 * 2))
            {
                throw new InvalidOperationException($"The answer about file {i} is wrong.");
            }
        }
    }

    private static async Task<bool> HeadAsync(Stage stage, int i, CancellationToken cancellationToken)
    {
        try
        {
            await stage.Client.GetObjectMetadataAsync(stage.Bucket, $"there/{i}", cancellationToken);
            return true;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
