using System.IO.Abstractions;
using Amazon.S3.Model;
using VfsStorage.Benchmarks.Running;

namespace VfsStorage.Benchmarks.Scenarios;

/// <summary>Writes a thousand files of 4 KiB.</summary>
internal sealed class WriteSmallFiles(int workers) : Scenario($"write-{workers}")
{
    private const int Size = 4 << 10;

    private readonly byte[] _content = new byte[Size];

    public override IReadOnlyList<Target> Targets { get; } = workers == 1
        ? [new(Fast, Sdk, 1.05), new(Strict, Sdk, 2.1)]
        : [new(Fast, Sdk, 1.1), new(Strict, Sdk, 2.2)];

    public override string Title(Conditions conditions) => $"write {conditions.Scaled(1_000)} × 4 KiB, {workers} at a time";

    public override Task<IReadOnlyList<Contender>> SetUpAsync(Stage stage, CancellationToken cancellationToken)
    {
        var count = stage.Conditions.Scaled(1_000);
        return Task.FromResult<IReadOnlyList<Contender>>(
        [
            new(Sdk, token => Work.RunAsync(count, workers, i => PutAsync(stage, i, token), token)),
            new(Fast, token => Work.RunAsync(count, workers, i => stage.Fast.File.WriteAllBytesAsync($"/small/{i}", _content, token), token)),
            new(Strict, token => Work.RunAsync(count, workers, i => stage.Strict.File.WriteAllBytesAsync($"/small/{i}", _content, token), token))
            {
                PrepareAsync = () => Task.Run(() => stage.Strict.Directory.CreateDirectory("/small"), cancellationToken),
            },
            new(Disk, token => Work.RunAsync(count, workers, i => OnDiskAsync(stage.Disk, stage.LocalFolder("small"), i, token), token)),
        ]);
    }

    private Task<PutObjectResponse> PutAsync(Stage stage, int i, CancellationToken cancellationToken) =>
        stage.Client.PutObjectAsync(new() { BucketName = stage.Bucket, Key = $"small/{i}", InputStream = new MemoryStream(_content) }, cancellationToken);

    private Task OnDiskAsync(IFileSystem disk, string folder, int i, CancellationToken cancellationToken) =>
        disk.File.WriteAllBytesAsync(disk.Path.Combine(folder, $"{i}"), _content, cancellationToken);
}
