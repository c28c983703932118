using System.IO.Abstractions;
using Amazon.S3.Transfer;
using VfsStorage.Benchmarks.Running;

namespace VfsStorage.Benchmarks.Scenarios;

/// <summary>Reads a file of 512 MiB from its start to its end.</summary>
internal sealed class Download() : Scenario("down")
{
    private const string OneStream = "AWSSDK, one GetObject stream";
    private const string InRanges = "TransferUtility, stream of ranges";
    private const string ToFile = "TransferUtility, ranges to a file";
    private const string CopyingToFile = "VfsStorage, strict, CopyTo a file";

    private const string InBucket = $"/{LargeObject.Key}";

    private static readonly string[] Modes = [Fast, Strict];

    public override IReadOnlyList<Target> Targets { get; } =
    [
        .. Modes.SelectMany(mode => new Target[] { new(Reading(mode), OneStream, 0.33), new(Copying(mode), OneStream, 0.33) }),
        .. Modes.SelectMany(mode => new Target[] { new(Reading(mode), InRanges, 0.95), new(Copying(mode), InRanges, 0.95) }),
        new(CopyingToFile, ToFile, 0.95),
    ];

    public override string Title(Conditions conditions) => "512 MiB down";

    public override async Task<IReadOnlyList<Contender>> SetUpAsync(Stage stage, CancellationToken cancellationToken)
    {
        await LargeObject.EnsureAsync(stage, cancellationToken);
        var source = await stage.LocalFileAsync(LargeObject.FullLength);
        var target = Path.Combine(stage.LocalFolder("down"), "file");
        return
        [
            new(OneStream, token => OneStreamAsync(stage, token)),
            new(InRanges, token => InRangesAsync(stage, token)),
            new(Reading(Fast), token => ReadAsync(stage.Fast, InBucket, token)),
            new(Reading(Strict), token => ReadAsync(stage.Strict, InBucket, token)),
            new(Copying(Fast), token => CopyAsync(stage.Fast, Stream.Null, token)),
            new(Copying(Strict), token => CopyAsync(stage.Strict, Stream.Null, token)),
            new(Disk, token => ReadAsync(stage.Disk, source, token)),
            new(ToFile, token => ToFileAsync(stage, target, token)),
            new(CopyingToFile, token => CopyToFileAsync(stage.Strict, target, token)),
        ];
    }

    private static string Reading(string mode) => $"{mode}, Read of 64 KiB";

    private static string Copying(string mode) => $"{mode}, CopyTo";

    private static async Task OneStreamAsync(Stage stage, CancellationToken cancellationToken)
    {
        using var answer = await stage.Client.GetObjectAsync(stage.Bucket, LargeObject.Key, cancellationToken);
        await answer.ResponseStream.CopyToAsync(Stream.Null, cancellationToken);
    }

    private static async Task InRangesAsync(Stage stage, CancellationToken cancellationToken)
    {
        using var transfer = new TransferUtility(stage.Client);
        var request = new TransferUtilityOpenStreamRequest { BucketName = stage.Bucket, Key = LargeObject.Key, MultipartDownloadType = MultipartDownloadType.RANGE };
        using var answer = await transfer.OpenStreamWithResponseAsync(request, cancellationToken);
        await answer.ResponseStream.CopyToAsync(Stream.Null, cancellationToken);
    }

    private static async Task ToFileAsync(Stage stage, string path, CancellationToken cancellationToken)
    {
        using var transfer = new TransferUtility(stage.Client);
        var request = new TransferUtilityDownloadRequest
        {
            BucketName = stage.Bucket, Key = LargeObject.Key, FilePath = path, MultipartDownloadType = MultipartDownloadType.RANGE,
        };
        await transfer.DownloadWithResponseAsync(request, cancellationToken);
    }

    private static async Task ReadAsync(IFileSystem fileSystem, string path, CancellationToken cancellationToken)
    {
        await using var stream = fileSystem.File.OpenRead(path);
        var piece = new byte[64 << 10];
        long done = 0;
        for (int read; (read = await stream.ReadAsync(piece, cancellationToken)) > 0;)
        {
            done += read;
        }

        if (done != LargeObject.FullLength)
        {
            throw new InvalidOperationException($"{done} bytes were read.");
        }
    }

    private static async Task CopyAsync(IFileSystem fileSystem, Stream target, CancellationToken cancellationToken)
    {
        await using var stream = fileSystem.File.OpenRead(InBucket);
        await stream.CopyToAsync(target, cancellationToken);
    }

    private static async Task CopyToFileAsync(IFileSystem fileSystem, string path, CancellationToken cancellationToken)
    {
        await using var target = File.Create(path);
        await CopyAsync(fileSystem, target, cancellationToken);
    }
}
