using System.IO.Abstractions;
using VfsStorage.Benchmarks.Running;

namespace VfsStorage.Benchmarks.Scenarios;

/// <summary>Lists a tree of a hundred directories.</summary>
internal sealed class ListTree(int files) : Scenario($"list-{files}")
{
    private const string FirstEntry = "VfsStorage, strict, first entry";
    private const string FirstPage = "AWSSDK, first page";

    public override IReadOnlyList<Target> Targets { get; } = files > 1_000
        ? [new(Fast, Sdk, 0.6), new(Strict, Sdk, 0.6)]
        : [new(Fast, Sdk, 1.1), new(Strict, Sdk, 1.1)];

    public override int WarmUpRounds => files > 1_000 ? 3 : 20;

    public override string Title(Conditions conditions) => $"list {files} files in 100 directories, recursively";

    public override async Task<IReadOnlyList<Contender>> SetUpAsync(Stage stage, CancellationToken cancellationToken)
    {
        var paths = Enumerable.Range(0, files).Select(i => $"{i % 100:d3}/{i}").ToList();
        await stage.SeedAsync(paths.Select(path => $"{Name}/{path}"), 0);
        var folder = stage.LocalTree(Name, paths);
        return
        [
            new(Sdk, token => ListAsync(stage, long.MaxValue, token)),
            new(Fast, token => Task.Run(() => Check(CountIn(stage.Fast, $"/{Name}")), token)),
            new(Strict, token => Task.Run(() => Check(CountIn(stage.Strict, $"/{Name}")), token)),
            new(Disk, token => Task.Run(() => Check(CountIn(stage.Disk, folder)), token)),
            new(FirstPage, token => ListAsync(stage, 1, token)),
            new(FirstEntry, token => Task.Run(() => stage.Strict.Directory.EnumerateFiles($"/{Name}", "*", SearchOption.AllDirectories).First(), token)),
        ];
    }

    private void Check(int count)
    {
        if (count != files)
        {
            throw new InvalidOperationException($"{count} instead of {files} files were listed.");
        }
    }

    private static int CountIn(IFileSystem fileSystem, string path) => fileSystem.Directory.GetFiles(path, "*", SearchOption.AllDirectories).Length;

    private async Task ListAsync(Stage stage, long pages, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        string? token = null;
        do
        {
            var page = await stage.Client.ListObjectsV2Async(new() { BucketName = stage.Bucket, Prefix = $"{Name}/", ContinuationToken = token }, cancellationToken);
            keys.AddRange(page.S3Objects.Select(found => found.Key));
            token = page.NextContinuationToken;
        }
        while (token is not null && --pages > 0);
    }
}
