using System.IO.Abstractions;
using VfsStorage.Streams;
using VfsStorage.Tests.Tree;

namespace VfsStorage.Tests.Streams;

/// <summary>Random stream operations on a large file (in units of a small part), side by side with a stream in memory.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class StreamModelTests
{
    private const int PartSize = TreeFixture.PartSize;

    [Test]
    public async Task ReadWriteStream_RandomOperations_BehavesAsMemory([Range(0, 11)] int offset, [Values] bool memoryIsShort)
    {
        var seed = 20_260_000 + offset;
        await TestContext.Out.WriteLineAsync($"seed {seed}");
        var random = new Random(seed);
        var options = TreeFixture.Options();
        options.MemoryBudgetBytes = memoryIsShort ? 0 : options.MemoryBudgetBytes;
        await using var fixture = await TreeFixture.StartAsync(treeOptions: options);
        var path = TreeFixture.PathOf("/file");
        using var model = new MemoryStream();

        for (var session = 0; session < 4; session++)
        {
            var mode = session == 0 ? FileMode.Create : FileMode.Open;
            model.Position = 0;
            await using (var stream = await fixture.Tree.OpenAsync(path, new OpenRequest(mode, FileAccess.ReadWrite, FileShare.None), CancellationToken.None))
            {
                for (var step = 0; step < 25; step++)
                {
                    await StepAsync(random, stream, model);
                }
            }

            var stored = await fixture.Tree.ReadAsync(path, CancellationToken.None);
            Assert.That(stored.AsSpan().SequenceEqual(model.ToArray()), $"content after session {session}");
        }

        await AssertReadsAsync(fixture, random, model.ToArray());
        Assert.That(fixture.Ledger.Total, Is.Zero, "all memory was given back");
    }

    [Test]
    public async Task WriteStream_ManyParts_ArrivesWhole([Values(0, 1, PartSize - 1, PartSize, PartSize + 1, 20 * PartSize, (21 * PartSize) + 5)] int length)
    {
        await using var fixture = await TreeFixture.StartAsync();
        var path = TreeFixture.PathOf("/file");
        var content = new byte[length];
        new Random(length).NextBytes(content);

        await using (var stream = await fixture.Tree.OpenAsync(path, new OpenRequest(FileMode.Create, FileAccess.Write, FileShare.None), CancellationToken.None))
        {
            for (var done = 0; done < length; done += 7_000)
            {
                await stream.WriteAsync(content.AsMemory(done, Math.Min(7_000, length - done)));
            }
        }

        Assert.That((await fixture.Tree.ReadAsync(path, CancellationToken.None)).AsSpan().SequenceEqual(content));
        await AssertReadsAsync(fixture, new Random(1), content);
    }

    [Test]
    public async Task AppendStream_LongAppend_KeepsWhatWasThere([Values(0, 100, (3 * PartSize) + 17)] int before, [Values(0, 10, PartSize + 1, 5 * PartSize)] int added)
    {
        await using var fixture = await TreeFixture.StartAsync();
        var path = TreeFixture.PathOf("/file");
        var content = new byte[before + added];
        new Random(before + added).NextBytes(content);
        await fixture.Tree.WriteAsync(path, new(content.AsMemory(0, before)), CancellationToken.None);

        await using (var stream = await fixture.Tree.OpenAsync(path, new OpenRequest(FileMode.Append, FileAccess.Write, FileShare.None), CancellationToken.None))
        {
            Assert.That(stream.Position, Is.EqualTo(before));
            for (var done = before; done < content.Length; done += 5_000)
            {
                await stream.WriteAsync(content.AsMemory(done, Math.Min(5_000, content.Length - done)));
            }
        }

        Assert.That((await fixture.Tree.ReadAsync(path, CancellationToken.None)).AsSpan().SequenceEqual(content));
    }

    private static async Task StepAsync(Random random, FileSystemStream stream, MemoryStream model)
    {
        switch (random.Next(10))
        {
            case 0:
                var length = random.Next(6 * PartSize);
                stream.SetLength(length);
                model.SetLength(length);
                break;
            case 1 or 2 or 3:
                var target = random.Next((int)model.Length + PartSize);
                stream.Position = target;
                model.Position = target;
                break;
            case 4 or 5:
                var wanted = new byte[random.Next(1, 2 * PartSize)];
                var expected = new byte[wanted.Length];
                var read = await stream.ReadAtLeastAsync(wanted, wanted.Length, throwOnEndOfStream: false);
                Assert.That(read, Is.EqualTo(model.Read(expected)));
                Assert.That(wanted.AsSpan(0, read).SequenceEqual(expected.AsSpan(0, read)));
                break;
            case 6 when random.Next(3) == 0:
                stream.Flush(flushToDisk: true);
                break;
            default:
                var data = new byte[random.Next(1, random.Next(2) == 0 ? 100 : 3 * PartSize)];
                random.NextBytes(data);
                await stream.WriteAsync(data);
                model.Write(data);
                break;
        }

        Assert.Multiple(() =>
        {
            Assert.That(stream.Length, Is.EqualTo(model.Length));
            Assert.That(stream.Position, Is.EqualTo(model.Position));
        });
    }

    private static async Task AssertReadsAsync(TreeFixture fixture, Random random, byte[] content)
    {
        await using var stream = await fixture.Tree.OpenAsync(TreeFixture.PathOf("/file"), new OpenRequest(FileMode.Open, FileAccess.Read, FileShare.Read), CancellationToken.None);
        using var sequential = new MemoryStream();
        await stream.CopyToAsync(sequential);
        Assert.That(sequential.ToArray().AsSpan().SequenceEqual(content), "sequential");
        for (var i = 0; i < 30 && content.Length > 0; i++)
        {
            var start = random.Next(content.Length);
            var piece = new byte[Math.Min(content.Length - start, random.Next(1, PartSize))];
            stream.Position = start;
            await stream.ReadExactlyAsync(piece);
            Assert.That(piece.AsSpan().SequenceEqual(content.AsSpan(start, piece.Length)), $"read at {start}");
        }
    }
}
