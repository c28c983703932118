using VfsStorage.Testing;
using VfsStorage.Transfer;

namespace VfsStorage.Tests.Transfer;

/// <summary>
/// A transfer that is cut off at any request, and goes on: the result is the same, and no worker sent more than one piece twice. The cut is
/// as hard as the end of the process: the request was done, nobody heard of it, and nothing more is written down.
/// </summary>
internal sealed class InterruptionTests : TransferFixture
{
    private const int Workers = 4;
    private const long PartBytes = 64 << 10;

    protected override S3TestServerOptions ServerOptions => new() { Buckets = { "first", "second" }, Limits = new S3Limits { MinPartBytes = 1 } };

    private TransferOptions Options => new() { Parallelism = Workers, PartSizeBytes = PartBytes, ManifestPath = ManifestPath };

    [Test]
    public Task Upload_CutAtEveryFifthRequest_IsCompletedWithoutSendingTwice([Values(0, 1, 2, 3, 4)] int offset) =>
        CutAsync(offset, () => OnDisk(SourceFolder), () => InBucket("first"), step: 15);

    [Test]
    public async Task Download_CutAtEveryFifthRequest_IsCompletedWithoutReadingTwice([Values(0, 1, 2)] int offset)
    {
        Fill();
        await TransferAsync(OnDisk(SourceFolder), InBucket("first"), new TransferOptions { PartSizeBytes = PartBytes });
        await CutAsync(offset, () => InBucket("first"), () => OnDisk(TargetFolder), step: 15);
    }

    [Test]
    [Category("Slow")]
    public Task Upload_CutAtEveryRequest_IsCompletedWithoutSendingTwice() =>
        CutAsync(0, () => OnDisk(SourceFolder), () => InBucket("first"), step: 1);

    [Test]
    public async Task Manifest_LastLineCutOff_IsDroppedAndTheRestCounts()
    {
        Fill();
        await TransferAsync(OnDisk(SourceFolder), InBucket("first"), Options);
        var bytes = await File.ReadAllBytesAsync(ManifestPath);
        await File.WriteAllBytesAsync(ManifestPath, bytes[..^25]);
        var mark = Server.Requests.Mark;

        var report = await TransferAsync(OnDisk(SourceFolder), InBucket("first"), Options);

        Assert.That((report.Copied, report.Failed.Count), Is.EqualTo((0, 0)));
        Assert.That(Server.Requests.Since(mark).CountOf(S3Operation.PutObject), Is.Zero);
    }

    [Test]
    public void Manifest_Damaged_IsRefusedInOneLine()
    {
        Write("a");
        File.WriteAllText(ManifestPath, "not json\nnot json either\n");

        Assert.That(
            () => TransferAsync(OnDisk(SourceFolder), InBucket("first"), Options),
            Throws.TypeOf<TransferException>().With.Message.Contains("is no manifest, or is damaged in line 1"));
    }

    [Test]
    public async Task Manifest_OfAnotherTransfer_IsRefused()
    {
        Write("a");
        await TransferAsync(OnDisk(SourceFolder), InBucket("first"), Options);

        Assert.That(
            () => TransferAsync(OnDisk(SourceFolder), InBucket("second"), Options), Throws.TypeOf<TransferException>().With.Message.Contains("another transfer"));
    }

    private void Fill()
    {
        for (var index = 0; index < 30; index++)
        {
            Write($"d{index % 3}/small-{index:00}", $"content {index}");
        }

        File.WriteAllBytes(Path.Combine(SourceFolder, "large"), Bytes(20 * (int)PartBytes));
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    private async Task CutAsync(int offset, Func<TransferPlace> source, Func<TransferPlace> target, int step)
    {
        if (!File.Exists(Path.Combine(SourceFolder, "large")))
        {
            Fill();
        }

        var cut = offset + 1;
        for (var isWhole = false; !isWhole; cut += step)
        {
            File.Delete(ManifestPath);
            await EmptyAsync(target());
            var mark = Server.Requests.Mark;
            isWhole = !await RunUntilAsync(cut, source(), target());
            var report = await TransferAsync(source(), target(), Options);

            var moved = Server.Requests.Since(mark).Where(Carries).Where(request => request.Status < 300).GroupBy(PieceOf).ToList();
            Assert.That(report.Failed, Is.Empty, $"cut at {cut}");
            Assert.That(moved.Count(piece => piece.Count() > 1), Is.AtMost(Workers), $"cut at {cut}");
            Assert.That(moved.Max(piece => piece.Count()), Is.AtMost(2), $"cut at {cut}");
            await AssertSameAsync(target(), cut);
        }
    }

    /// <summary>Whether the run was cut off before its end. The manifest is as it was at the cut.</summary>
    private async Task<bool> RunUntilAsync(int request, TransferPlace source, TransferPlace target)
    {
        using var crash = new CancellationTokenSource();
        long length = 0;
        using var fault = Server.Faults.On().Nth(request).CallAfter(_ =>
        {
            // What is written after this moment would not have been; the file only grows.
            length = File.Exists(ManifestPath) ? new FileInfo(ManifestPath).Length : 0;
            crash.Cancel();
        });
        try
        {
            await TransferAsync(source, target, Options, crash.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            using var manifest = new FileStream(ManifestPath, FileMode.Open);
            manifest.SetLength(length);
            return true;
        }
    }

    private static bool Carries(S3LoggedRequest request) =>
        request.Operation is S3Operation.PutObject or S3Operation.UploadPart or S3Operation.GetObject;

    private static string PieceOf(S3LoggedRequest request) =>
        $"{request.Operation} {request.Key} {request.Query.GetValueOrDefault("partNumber")} {request.Headers.GetValueOrDefault("Range")}";

    private async Task EmptyAsync(TransferPlace place)
    {
        if (place.FileSystem is S3FileSystem objects)
        {
            foreach (var key in Server.GetKeys("first"))
            {
                await objects.Store.DeleteAsync(new VfsStorage.Objects.ObjectKey("first", key), null, CancellationToken.None);
            }
        }
        else if (Directory.Exists(TargetFolder))
        {
            Directory.Delete(TargetFolder, recursive: true);
        }
    }

    private async Task AssertSameAsync(TransferPlace target, int cut)
    {
        var copy = target.Path;
        if (target.FileSystem is S3FileSystem)
        {
            copy = Path.Combine(Folder, "back");
            if (Directory.Exists(copy))
            {
                Directory.Delete(copy, recursive: true);
            }

            await TransferAsync(InBucket("first"), OnDisk(copy));
        }

        Assert.That(TreeImage.Of(copy), Is.EqualTo(TreeImage.Of(SourceFolder)), $"cut at {cut}");
    }
}
