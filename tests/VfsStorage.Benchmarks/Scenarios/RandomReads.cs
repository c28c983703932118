using System.IO.Abstractions;
using VfsStorage.Benchmarks.Running;
using VfsStorage.Testing;

namespace VfsStorage.Benchmarks.Scenarios;

/// <summary>Reads 64 KiB at a thousand random places of a file of 512 MiB.</summary>
internal sealed class RandomReads() : Scenario("random")
{
    private const int Size = 64 << 10;
    private const int Seed = 20_261_123;
    private const string ExactFast = $"{Fast}, RandomAccess";
    private const string ExactStrict = $"{Strict}, RandomAccess";

    public override IReadOnlyList<Target> Targets { get; } =
        [new(Fast, Sdk, 0.75), new(Strict, Sdk, 0.75), new(ExactFast, Sdk, 1.05), new(ExactStrict, Sdk, 1.05)];

    public override string Title(Conditions conditions) => $"{conditions.Scaled(1_000)} random reads of 64 KiB from a file of 512 MiB";

    public override async Task<IReadOnlyList<Contender>> SetUpAsync(Stage stage, CancellationToken cancellationToken)
    {
        await LargeObject.EnsureAsync(stage, cancellationToken);
        var random = new Random(Seed);
        var offsets = Enumerable.Range(0, stage.Conditions.Scaled(1_000)).Select(_ => random.NextInt64(LargeObject.FullLength - Size)).ToList();
        var local = await stage.LocalFileAsync(LargeObject.FullLength);
        return
        [
            new(Sdk, token => GetAsync(stage, offsets, token)),
            new(Fast, token => ReadAsync(Open(stage.Fast, FileOptions.None), offsets, token)),
            new(Strict, token => ReadAsync(Open(stage.Strict, FileOptions.None), offsets, token)),
            new(ExactFast, token => ReadAsync(Open(stage.Fast, FileOptions.RandomAccess), offsets, token)),
            new(Disk, token => ReadAsync(stage.Disk.File.OpenRead(local), offsets, token)),
            new(ExactStrict, token => ReadAsync(Open(stage.Strict, FileOptions.RandomAccess), offsets, token)),
        ];
    }

    private static async Task GetAsync(Stage stage, List<long> offsets, CancellationToken cancellationToken)
    {
        var piece = new byte[Size];
        foreach (var offset in offsets)
        {
            var range = new Amazon.S3.Model.ByteRange(offset, offset + Size - 1);
            using var answer = await stage.Client.GetObjectAsync(new() { BucketName = stage.Bucket, Key = LargeObject.Key, ByteRange = range }, cancellationToken);
            await answer.ResponseStream.ReadExactlyAsync(piece, cancellationToken);
            Check(offset, piece);
        }
    }

    private static FileSystemStream Open(IFileSystem fileSystem, FileOptions options) =>
        fileSystem.FileStream.New($"/{LargeObject.Key}", FileMode.Open, FileAccess.Read, FileShare.Read, 4096, options);

    private static async Task ReadAsync(FileSystemStream opened, List<long> offsets, CancellationToken cancellationToken)
    {
        await using var stream = opened;
        var piece = new byte[Size];
        foreach (var offset in offsets)
        {
            stream.Position = offset;
            await stream.ReadExactlyAsync(piece, cancellationToken);
            Check(offset, piece);
        }
    }

    private static void Check(long offset, byte[] piece)
    {
        if (!SyntheticContent.Matches(offset, piece))
        {
            throw new InvalidOperationException($"The bytes at {offset} are wrong.");
        }
    }
}
