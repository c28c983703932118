using System.Collections.Concurrent;
using System.Globalization;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability.Overlaps;

/// <summary>Many callers on the same few paths of one bucket, through one file system or two, while answers take their time.</summary>
internal sealed class SamePathTests : OverlapFixture
{
    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("VFS_SAME_PATH_ROUNDS") ?? "12", CultureInfo.InvariantCulture);

    [Test]
    public async Task Log_AppendedByManyAndRotated_HasEachLineOnce([Values] bool twoFileSystems)
    {
        using var slow = Delays();
        using var second = NewFileSystem();
        var acknowledged = new ConcurrentBag<string>();
        var rotations = 0;
        await Task.WhenAll(Enumerable.Range(0, 5).Select(worker => Task.Run(async () =>
        {
            var files = twoFileSystems && worker % 2 == 1 ? second : Files;
            for (var i = 0; i < Rounds; i++)
            {
                if (worker == 0)
                {
                    try
                    {
                        await files.File.MoveAsync("/log", $"/log.{rotations + 1}");
                        rotations++;
                    }
                    catch (FileNotFoundException)
                    {
                        // Nothing to rotate yet.
                        await Task.Yield();
                    }

                    continue;
                }

                var line = $"{worker}:{i}\n";
                if (worker == 1)
                {
                    files.File.AppendAllText("/log", line);
                }
                else
                {
                    await using var stream = await files.File.OpenAsync("/log", FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
                    await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(line));
                }

                acknowledged.Add(line.TrimEnd());
            }
        })));

        var lines = Files.Directory.GetFiles("/").SelectMany(path => Files.File.ReadAllLines(path)).ToList();
        Assert.That(lines, Is.EquivalentTo(acknowledged));
    }

    [Test]
    public async Task LockFile_TakenAndGivenBackByMany_IsHeldByOne()
    {
        using var slow = Delays();
        var (inside, most, taken) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < Rounds * 4; i++)
            {
                try
                {
                    await using (var stream = await Files.File.OpenAsync("/lock", FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite))
                        await stream.WriteAsync("held"u8.ToArray());
                }
                catch (IOException)
                {
                    continue;
                }

                most = Math.Max(most, Interlocked.Increment(ref inside));
                Assert.That(Files.File.ReadAllText("/lock"), Is.EqualTo("held"));
                Interlocked.Increment(ref taken);
                Interlocked.Decrement(ref inside);
                await Files.File.DeleteAsync("/lock");
            }
        })));

        TestContext.Out.WriteLine($"taken {taken} times");
        Assert.That(most, Is.EqualTo(1));
        Assert.That(Files.File.Exists("/lock"), Is.False);
    }

    [Test]
    public async Task Counter_EditedByManyAlone_IsExact()
    {
        using var slow = Delays();
        Files.File.WriteAllText("/count", "0");
        var counted = 0;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < Rounds * 2; i++)
            {
                try
                {
                    await using var stream = await Files.File.OpenAsync("/count", FileMode.Open, FileAccess.ReadWrite);
                    using var reader = new StreamReader(stream, leaveOpen: true);
                    var next = int.Parse(await reader.ReadToEndAsync(), CultureInfo.InvariantCulture) + 1;
                    stream.Position = 0;
                    await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(next.ToString(CultureInfo.InvariantCulture)));
                }
                catch (IOException error) when (error.Message.Contains("another process", StringComparison.Ordinal))
                {
                    continue;
                }

                Interlocked.Increment(ref counted);
            }
        })));

        Assert.That(Files.File.ReadAllText("/count"), Is.EqualTo(counted.ToString(CultureInfo.InvariantCulture)));
    }

    [Test]
    public async Task File_ReplacedDeletedAndRead_IsWholeOrMissing()
    {
        using var slow = Delays();
        using var second = NewFileSystem();
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Task.Run(async () =>
        {
            var random = new Random(seed + worker);
            for (var i = 0; i < Rounds * 2; i++)
            {
                var files = worker % 2 == 0 ? Files : second;
                var bytes = new byte[random.Next(4) * PartBytes / 2];
                bytes.AsSpan().Fill((byte)random.Next(256));
                try
                {
                    switch (random.Next(7))
                    {
                        case 0:
                            await files.File.WriteAllBytesAsync("/file", bytes);
                            break;
                        case 1:
                            await using (var stream = await files.File.OpenAsync("/file", FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
                                await stream.WriteAsync(bytes);
                            break;
                        case 2:
                            await files.File.DeleteAsync("/file");
                            break;
                        case 3:
                            await files.File.WriteAllBytesAsync($"/tmp{worker}", bytes);
                            await files.File.MoveAsync($"/tmp{worker}", "/file", overwrite: true);
                            break;
                        case 4:
                            await files.File.MoveAsync("/file", $"/tmp{worker}", overwrite: true);
                            break;
                        default:
                            var read = random.Next(2) == 0 ? await files.File.ReadAllBytesAsync("/file") : await StreamedAsync(files);
                            Assert.That(read.Distinct().Count(), Is.LessThanOrEqualTo(1), "bytes of two versions");
                            break;
                    }
                }
                catch (FileNotFoundException)
                {
                    // It is not there now.
                }
                catch (IOException error) when (error.Message.Contains("while it was being read", StringComparison.Ordinal))
                {
                    // A reader holds one version.
                }
                catch (IOException error) when (error.Message.Contains("changed by someone else", StringComparison.Ordinal))
                {
                    // A handle that took over what another one of its file system wrote is an edit of that.
                }
            }
        })));
    }

    private static async Task<byte[]> StreamedAsync(S3FileSystem files)
    {
        await using var stream = await files.File.OpenAsync("/file", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    private S3FaultRule Delays() => Server.Faults.On().Randomly(0.5, TestContext.CurrentContext.Random.Next()).Delay(TimeSpan.FromMilliseconds(3));
}
