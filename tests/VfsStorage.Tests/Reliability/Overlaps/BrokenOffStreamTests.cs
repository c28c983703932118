using System.Globalization;
using System.IO.Abstractions;
using VfsStorage.Objects.S3;
using VfsStorage.Paths;
using VfsStorage.Streams;
using VfsStorage.Streams.Unsent;
using VfsStorage.Testing;
using VfsStorage.Tests.Tree;
using VfsStorage.Tree;

namespace VfsStorage.Tests.Reliability.Overlaps;

/// <summary>
/// Random work with streams, where memory is short, whose calls are cancelled and whose requests fail: what a stream says that it took is in the file
/// after a close that succeeded, and in the local file after one that failed; and nothing is left of it otherwise. <c>VFS_STREAM_CASES</c> says how many.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class BrokenOffStreamTests
{
    private const int PartBytes = 64 << 10;
    private const int Longest = 6 * PartBytes;
    private const int Workers = 3;

    [Test]
    public async Task Streams_CancelledAndFailing_HoldWhatTheyTookAndLeaveNothing()
    {
        var cases = int.Parse(Environment.GetEnvironmentVariable("VFS_STREAM_CASES") ?? "6", CultureInfo.InvariantCulture);
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"{cases} cases from seed {seed}");
        var folder = Directory.CreateTempSubdirectory("vfs-broken-");
        var serverOptions = new S3TestServerOptions { Limits = S3Limits.AmazonS3 with { MinPartBytes = 16 << 10 }, RecordRequests = false };
        serverOptions.Buckets.Add(TreeFixture.Bucket);
        await using var server = await S3TestServer.StartAsync(serverOptions);
        using var client = QuickRetryClient.To(server.Endpoint, retries: 1);
        var ledger = new MemoryLedger();
        var options = new S3FileSystemOptions { PartSizeBytes = PartBytes, MemoryBudgetBytes = 8 * PartBytes, SpillDirectory = folder.FullName };
        var tree = new FileTree(
            new S3ObjectStore(client, new ObjectStoreSettings { Compatibility = S3Compatibility.Aws }), new MountTable([new S3Mount("/", TreeFixture.Bucket)]), options, ledger);

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            for (var i = worker; i < cases; i += Workers)
                await new BrokenOffStream(tree, server, folder.FullName, $"/{worker}", new Random(seed + i), $"seed {seed}, case {i}").RunAsync();
        })));

        Assert.That(ledger.Total, Is.Zero, "the memory is given back");
        Assert.That(folder.GetFiles(), Is.Empty, "no local file is left");
        folder.Delete();
    }

    /// <summary>The life of one file through a few streams.</summary>
    private sealed class BrokenOffStream(FileTree tree, S3TestServer server, string folder, string name, Random random, string context)
    {
        private readonly VirtualPath _path = TreeFixture.PathOf(name);
        private byte[] _stored = [];

        public async Task RunAsync()
        {
            _stored = Bytes(random.Next(Longest));
            await tree.WriteAsync(_path, new(_stored), default);
            for (var i = 0; i < 4; i++)
            {
                var mode = random.GetItems([FileMode.Create, FileMode.Open, FileMode.Append], 1)[0];
                await UseAsync(mode, $"{context}, stream {i} {mode}");
                var alone = await tree.OpenAsync(_path, new OpenRequest(FileMode.Open, FileAccess.Read, FileShare.None), default);
                await alone.DisposeAsync();
            }
        }

        private async Task UseAsync(FileMode mode, string when)
        {
            var model = mode == FileMode.Create ? [] : _stored;
            var access = mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite;
            var stream = await tree.OpenAsync(_path, new OpenRequest(mode, access, FileShare.Read), default);
            var faults = random.Next(3) == 0 ? Break() : null;
            for (var i = random.Next(8); i > 0; i--)
            {
                if (mode != FileMode.Append && random.Next(2) == 0)
                    stream.Position = random.Next(model.Length + 1);
                model = await (access == FileAccess.ReadWrite && random.Next(3) == 0 ? ReadAsync(stream, model, when) : WriteAsync(stream, model));
            }

            if (random.Next(2) == 0)
                faults?.Dispose();
            Exception? failure = null;
            try
            {
                await stream.DisposeAsync();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                failure = error;
            }

            faults?.Dispose();
            var found = await tree.ReadAsync(_path, default);
            if (failure is null)
                Assert.That(found.AsSpan().SequenceEqual(model), $"{when}: closed, {found.Length} of {model.Length}");
            else
                Assert.That(found.AsSpan().SequenceEqual(_stored) || found.AsSpan().SequenceEqual(model), $"{when}: neither old nor new");
            if (failure is not null)
                CheckKept(model, mode, when, failure);
            _stored = found;
        }

        private async Task<byte[]> WriteAsync(FileSystemStream stream, byte[] model)
        {
            var (start, bytes) = (stream.Position, Bytes(random.Next(3 * PartBytes)));
            try
            {
                await BrokenOffAsync(token => stream.WriteAsync(bytes, token).AsTask());
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or OperationCanceledException)
            {
                // The position says how much was taken.
            }

            var taken = (int)(stream.Position - start);
            if (taken == 0)
                return model;
            var changed = new byte[Math.Max(model.Length, start + taken)];
            model.CopyTo(changed, 0);
            bytes.AsSpan(0, taken).CopyTo(changed.AsSpan((int)start));
            return changed;
        }

        private async Task<byte[]> ReadAsync(FileSystemStream stream, byte[] model, string when)
        {
            var (start, buffer) = ((int)stream.Position, new byte[random.Next(2 * PartBytes)]);
            try
            {
                var read = 0;
                await BrokenOffAsync(async token => read = await stream.ReadAsync(buffer, token));
                Assert.That(buffer.AsSpan(0, read).SequenceEqual(model.AsSpan(start, Math.Min(buffer.Length, model.Length - start))), $"{when}: read at {start}");
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or OperationCanceledException)
            {
                // Nothing was read.
            }

            return model;
        }

        /// <summary>Cancels some calls, at once or when the next request has arrived.</summary>
        private async Task BrokenOffAsync(Func<CancellationToken, Task> call)
        {
            if (random.Next(3) > 0)
            {
                await call(CancellationToken.None);
                return;
            }

            using var stop = new CancellationTokenSource();
            var after = random.Next(2) == 0;
            var requests = server.Faults.On().Where(request => request.Key == _path.Name).Skip(random.Next(3)).Times(1);
            using var rule = after ? requests.CallAfter(_ => stop.Cancel()) : requests.CallBefore(_ => stop.Cancel());
            await call(stop.Token);
        }

        private S3FaultRule Break()
        {
            S3Operation[] operations =
                [S3Operation.PutObject, S3Operation.GetObject, S3Operation.UploadPart, S3Operation.UploadPartCopy, S3Operation.CreateMultipartUpload, S3Operation.CompleteMultipartUpload];
            var requests = server.Faults.On(random.GetItems(operations, 1)).Where(request => request.Key == _path.Name).Skip(random.Next(3)).Times(1 + random.Next(12));
            return random.Next(4) switch
            {
                0 => requests.Answer(403),
                1 => requests.Answer(500),
                2 => requests.AnswerAfterProcessing(500),
                _ => requests.ResetConnection(),
            };
        }

        private void CheckKept(byte[] model, FileMode mode, string when, Exception failure)
        {
            foreach (var (data, record) in UnsentFile.Find(folder).Where(kept => kept.Record.Path == _path.Value).ToList())
            {
                var kept = File.ReadAllBytes(data);
                foreach (var range in record.Unchanged)
                    _stored.AsSpan((int)range.Offset, (int)range.Length).CopyTo(kept.AsSpan((int)range.Offset));
                var expected = record.IsAppend ? model.AsSpan(model.Length - kept.Length) : model;
                Assert.That(kept.AsSpan().SequenceEqual(expected), $"{when}: kept {kept.Length} of {model.Length}, {mode}");
                UnsentFile.Delete(data);
                return;
            }

            Assert.That(model, Is.Empty, $"{when}: nothing is kept after {failure}");
        }

        private byte[] Bytes(int length)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            return bytes;
        }
    }
}
