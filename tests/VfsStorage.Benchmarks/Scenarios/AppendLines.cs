using System.IO.Abstractions;
using VfsStorage.Benchmarks.Running;

namespace VfsStorage.Benchmarks.Scenarios;

/// <summary>Appends a line to a file, a hundred times.</summary>
internal sealed class AppendLines() : Scenario("append")
{
    private const string Line = "2026-11-23T07:00:00Z a line of a log, of the usual length\n";

    public override IReadOnlyList<Target> Targets { get; } = [new(Fast, Sdk, 1.05), new(Strict, Sdk, 1.5)];

    public override string Title(Conditions conditions) => $"{conditions.Scaled(100)} appends of one line";

    public override async Task<IReadOnlyList<Contender>> SetUpAsync(Stage stage, CancellationToken cancellationToken)
    {
        var count = stage.Conditions.Scaled(100);
        await stage.SeedAsync(["log/sdk", "log/fast", "log/strict"], 0);
        return
        [
            new(Sdk, token => Work.RunAsync(count, 1, _ => AppendAsync(stage, token), token)),
            new(Fast, token => Task.Run(() => Append(stage.Fast, "/log/fast", count), token)),
            new(Strict, token => Task.Run(() => Append(stage.Strict, "/log/strict", count), token)),
            new(Disk, token => Task.Run(() => Append(stage.Disk, Path.Combine(stage.LocalFolder("log"), "disk"), count), token)),
        ];
    }

    private static void Append(IFileSystem fileSystem, string path, int count)
    {
        for (var i = 0; i < count; i++)
        {
            fileSystem.File.AppendAllText(path, Line);
        }
    }

    private static async Task AppendAsync(Stage stage, CancellationToken cancellationToken)
    {
        using var answer = await stage.Client.GetObjectAsync(stage.Bucket, "log/sdk", cancellationToken);
        using var reader = new StreamReader(answer.ResponseStream);
        var content = await reader.ReadToEndAsync(cancellationToken);
        await stage.Client.PutObjectAsync(new() { BucketName = stage.Bucket, Key = "log/sdk", ContentBody = content + Line, IfMatch = answer.ETag }, cancellationToken);
    }
}
