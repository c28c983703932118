using VfsStorage.Benchmarks.Running;

namespace VfsStorage.Benchmarks.Scenarios;

/// <summary>Reads a thousand files of 4 KiB.</summary>
internal sealed class ReadSmallFiles(int workers) : Scenario($"read-{workers}")
{
    private const int Size = 4 << 10;

    public override IReadOnlyList<Target> Targets { get; } = [new(Fast, Sdk, 1.05), new(Strict, Sdk, 1.05)];

    public override string Title(Conditions conditions) => $"read {conditions.Scaled(1_000)} × 4 KiB, {workers} at a time";

    public override async Task<IReadOnlyList<Contender>> SetUpAsync(Stage stage, CancellationToken cancellationToken)
    {
        var count = stage.Conditions.Scaled(1_000);
        var folder = stage.LocalFolder("to-read");
        await stage.SeedAsync(Enumerable.Range(0, count).Select(i => $"to-read/{i}"), Size);
        for (var i = 0; i < count; i++)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{i}"), new byte[Size], cancellationToken);
        }

        return
        [
            new(Sdk, token => Work.RunAsync(count, workers, i => GetAsync(stage, i, token), token)),
            new(Fast, token => Work.RunAsync(count, workers, i => stage.Fast.File.ReadAllBytesAsync($"/to-read/{i}", token), token)),
            new(Strict, token => Work.RunAsync(count, workers, i => stage.Strict.File.ReadAllBytesAsync($"/to-read/{i}", token), token)),
            new(Disk, token => Work.RunAsync(count, workers, i => stage.Disk.File.ReadAllBytesAsync(Path.Combine(folder, $"{i}"), token), token)),
        ];
    }

    private static async Task<byte[]> GetAsync(Stage stage, int i, CancellationToken cancellationToken)
    {
        using var answer = await stage.Client.GetObjectAsync(stage.Bucket, $"to-read/{i}", cancellationToken);
        using var content = new MemoryStream((int)answer.ContentLength);
        await answer.ResponseStream.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
