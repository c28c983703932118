using System.IO.Abstractions;
using VfsStorage.Benchmarks.Running;

namespace VfsStorage.Benchmarks.Scenarios;

/// <summary>Deletes a tree of ten thousand files in a hundred directories.</summary>
internal sealed class DeleteTree() : Scenario("delete")
{
    public override IReadOnlyList<Target> Targets { get; } = [new(Fast, Sdk, 0.6), new(Strict, Sdk, 0.6)];

    public override string Title(Conditions conditions) => $"delete a tree of {conditions.Scaled(10_000)} files";

    public override Task<IReadOnlyList<Contender>> SetUpAsync(Stage stage, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Contender>>(
        [Of(stage, Sdk, PageByPageAsync), Of(stage, Fast, DeletingIn(stage.Fast)), Of(stage, Strict, DeletingIn(stage.Strict)), OnDisk(stage)]);

    private static IEnumerable<string> Files(Stage stage) => Enumerable.Range(0, stage.Conditions.Scaled(10_000)).Select(i => $"{i % 100:d3}/{i}");

    private static Contender OnDisk(Stage stage)
    {
        var folder = "";
        return new(Disk, token => Task.Run(() => stage.Disk.Directory.Delete(folder, recursive: true), token))
        {
            PrepareAsync = () => Task.Run(() => folder = stage.LocalTree(stage.NewName(), Files(stage))),
        };
    }

    private static Contender Of(Stage stage, string name, Func<Stage, string, CancellationToken, Task> delete)
    {
        var directory = "";
        return new(name, token => delete(stage, directory, token))
        {
            PrepareAsync = () =>
            {
                directory = stage.NewName();
                return stage.SeedAsync(Files(stage).Select(file => $"{directory}/{file}"), 0);
            },
        };
    }

    private static Func<Stage, string, CancellationToken, Task> DeletingIn(IFileSystem fileSystem) =>
        (_, directory, token) => Task.Run(() => fileSystem.Directory.Delete($"/{directory}", recursive: true), token);

    private static async Task PageByPageAsync(Stage stage, string directory, CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            var page = await stage.Client.ListObjectsV2Async(new() { BucketName = stage.Bucket, Prefix = $"{directory}/", ContinuationToken = token }, cancellationToken);
            await stage.Client.DeleteObjectsAsync(
                new() { BucketName = stage.Bucket, Objects = [.. page.S3Objects.Select(found => new Amazon.S3.Model.KeyVersion { Key = found.Key })] }, cancellationToken);
            token = page.NextContinuationToken;
        }
        while (token is not null);
    }
}
