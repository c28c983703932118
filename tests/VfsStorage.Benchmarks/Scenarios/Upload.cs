using System.IO.Abstractions;
using Amazon.S3.Transfer;
using VfsStorage.Benchmarks.Running;
using VfsStorage.Testing;

namespace VfsStorage.Benchmarks.Scenarios;

/// <summary>Writes a file of 512 MiB in pieces of 64 KiB.</summary>
internal sealed class Upload() : Scenario("up")
{
    public override IReadOnlyList<Target> Targets { get; } = [new(Fast, TransferUtility, 0.7), new(Strict, TransferUtility, 0.7)];

    public override string Title(Conditions conditions) => "512 MiB up, written in pieces of 64 KiB";

    public override async Task<IReadOnlyList<Contender>> SetUpAsync(Stage stage, CancellationToken cancellationToken)
    {
        var source = await stage.LocalFileAsync(LargeObject.FullLength);
        return
        [
            new(TransferUtility, token => TransferAsync(stage, source, token)),
            new(Fast, token => WriteAsync(stage.Fast, "/up-fast.bin", token)),
            new(Strict, token => WriteAsync(stage.Strict, "/up-strict.bin", token)),
            new(Disk, token => WriteAsync(stage.Disk, Path.Combine(stage.LocalFolder("up"), "file"), token)),
        ];
    }

    private static async Task TransferAsync(Stage stage, string source, CancellationToken cancellationToken)
    {
        using var transfer = new TransferUtility(stage.Client);
        await transfer.UploadAsync(source, stage.Bucket, "up-transfer.bin", cancellationToken);
    }

    private static async Task WriteAsync(IFileSystem fileSystem, string path, CancellationToken cancellationToken)
    {
        await using var stream = fileSystem.File.Create(path);
        var piece = new byte[64 << 10];
        SyntheticContent.Fill(0, piece);
        for (long done = 0; done < LargeObject.FullLength; done += piece.Length)
        {
            await stream.WriteAsync(piece, cancellationToken);
        }
    }
}
