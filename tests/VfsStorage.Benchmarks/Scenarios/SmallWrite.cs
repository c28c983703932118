using System.IO.Abstractions;
using VfsStorage.Benchmarks.Running;

namespace VfsStorage.Benchmarks.Scenarios;

/// <summary>Writes a short text, a hundred times, as synchronous code does.</summary>
internal sealed class SmallWrite() : Scenario("small-write")
{
    public override IReadOnlyList<Target> Targets { get; } = [new(Fast, Sdk, 1.05), new(Strict, Sdk, 2.1)];

    public override string Title(Conditions conditions) => $"WriteAllText × {conditions.Scaled(100)}";

    public override async Task<IReadOnlyList<Contender>> SetUpAsync(Stage stage, CancellationToken cancellationToken)
    {
        var count = stage.Conditions.Scaled(100);
        await stage.SeedAsync(["text/"], 0);
        var folder = stage.LocalFolder("text");
        return
        [
            new(Sdk, token => Work.RunAsync(count, 1, i => stage.Client.PutObjectAsync(new() { BucketName = stage.Bucket, Key = $"text/{i}", ContentBody = "text" }, token), token)),
            new(Fast, token => Task.Run(() => Write(stage.Fast, "/text", count), token)),
            new(Strict, token => Task.Run(() => Write(stage.Strict, "/text", count), token)),
            new(Disk, token => Task.Run(() => Write(stage.Disk, folder, count), token)),
        ];
    }

    private static void Write(IFileSystem fileSystem, string folder, int count)
    {
        for (var i = 0; i < count; i++)
        {
            fileSystem.File.WriteAllText($"{folder}/{i}", "text");
        }
    }
}
