using System.IO.Abstractions;
using VfsStorage.Benchmarks.Running;

namespace VfsStorage.Benchmarks.Scenarios;

/// <summary>Renames a directory of a thousand files.</summary>
internal sealed class RenameDirectory() : Scenario("rename")
{
    public override IReadOnlyList<Target> Targets { get; } = [new(Fast, Sdk, 0.08), new(Strict, Sdk, 0.08)];

    public override string Title(Conditions conditions) => $"rename a directory of {conditions.Scaled(1_000)} files";

    public override Task<IReadOnlyList<Contender>> SetUpAsync(Stage stage, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Contender>>(
        [Of(stage, Sdk, OneByOneAsync), Of(stage, Fast, MovingIn(stage.Fast)), Of(stage, Strict, MovingIn(stage.Strict)), OnDisk(stage)]);

    private static IEnumerable<string> Files(Stage stage) => Enumerable.Range(0, stage.Conditions.Scaled(1_000)).Select(i => $"{i}");

    private static Contender OnDisk(Stage stage)
    {
        var folder = "";
        return new(Disk, token => Task.Run(() => stage.Disk.Directory.Move(folder, $"{folder}-renamed"), token))
        {
            PrepareAsync = () => Task.Run(() => folder = stage.LocalTree(stage.NewName(), Files(stage))),
        };
    }

    private static Contender Of(Stage stage, string name, Func<Stage, string, CancellationToken, Task> rename)
    {
        var directory = "";
        return new(name, token => rename(stage, directory, token))
        {
            PrepareAsync = () =>
            {
                directory = stage.NewName();
                return stage.SeedAsync(Files(stage).Prepend("").Select(file => $"{directory}/{file}"), 0);
            },
        };
    }

    private static Func<Stage, string, CancellationToken, Task> MovingIn(IFileSystem fileSystem) =>
        (_, directory, token) => Task.Run(() => fileSystem.Directory.Move($"/{directory}", $"/{directory}-renamed"), token);

    private static async Task OneByOneAsync(Stage stage, string directory, CancellationToken cancellationToken)
    {
        var found = await stage.Client.ListObjectsV2Async(new() { BucketName = stage.Bucket, Prefix = $"{directory}/" }, cancellationToken);
        foreach (var source in found.S3Objects)
        {
            var target = $"{directory}-renamed/{source.Key[(directory.Length + 1)..]}";
            await stage.Client.CopyObjectAsync(stage.Bucket, source.Key, stage.Bucket, target, cancellationToken);
            await stage.Client.DeleteObjectAsync(stage.Bucket, source.Key, cancellationToken);
        }
    }
}
