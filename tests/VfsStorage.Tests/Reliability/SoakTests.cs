using System.Globalization;
using System.Text;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability;

/// <summary>
/// Several workers do what applications do, on a store that fails now and then; a model in memory says what every file must hold. With no latency,
/// so that minutes of an application's work take seconds. <c>VFS_SOAK_OPERATIONS</c> and <c>VFS_SOAK_SEED</c> say how long, and which.
/// </summary>
[Category("Slow")]
internal sealed class SoakTests
{
    private const int Workers = 6;
    private const int PartBytes = 64 << 10;

    [Test]
    public async Task Work_OnAFailingStore_HoldsWhatTheModelHolds()
    {
        var operations = Setting("VFS_SOAK_OPERATIONS") ?? 12_000;
        var seed = Setting("VFS_SOAK_SEED") ?? TestContext.CurrentContext.Random.Next() & 0xFFFF;
        TestContext.Out.WriteLine($"{operations} operations from seed {seed}");
        var options = new S3TestServerOptions { RecordRequests = false, Limits = S3Limits.AmazonS3 with { MinPartBytes = 16 << 10 } };
        options.Buckets.Add("bucket");
        await using var server = await S3TestServer.StartAsync(options);
        using var mix = new FaultMix(server.Faults, seed);
        using var client = QuickRetryClient.To(server.Endpoint, retries: 10);
        var fileOptions = new S3FileSystemOptions { PartSizeBytes = PartBytes, Requests = { Compatibility = S3Compatibility.Aws } };
        using var files = new S3FileSystem(client, "bucket", options: fileOptions);
        files.File.WriteAllText("/shared.log", "");
        using var count = files.CountRequests();

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => Run(files, worker, operations / Workers, new Random(seed + worker)))));

        var lines = files.File.ReadAllLines("/shared.log");
        for (var worker = 0; worker < Workers; worker++)
        {
            var own = lines.Where(line => line.StartsWith($"{worker}:", StringComparison.Ordinal)).ToList();
            Assert.That(own, Is.EqualTo(Enumerable.Range(0, own.Count).Select(i => $"{worker}:{i}")), "Lines are in order, none lost, none twice.");
        }

        Assert.That(lines, Has.Length.GreaterThan(operations / 40));
        Assert.That(server.CountOpenUploads("bucket"), Is.Zero);
        TestContext.Out.WriteLine($"{count.Total} requests, {mix.Hits} faults, {lines.Length} shared lines, 0 losses");
    }

    private static void Run(S3FileSystem files, int worker, int operations, Random random)
    {
        var model = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var lines = 0;
        var root = $"/worker{worker}";
        files.Directory.CreateDirectory(root + "/sub");
        for (var i = 0; i < operations; i++)
        {
            var path = $"{root}/{(random.Next(2) == 0 ? "sub/" : "")}{random.Next(8)}";
            var other = $"{root}/{random.Next(8)}";
            switch (random.Next(10))
            {
                case 0 or 1:
                    model[path] = Bytes(random, random.Next(300));
                    files.File.WriteAllBytes(path, model[path]);
                    break;
                case 2:
                    model[path] = Bytes(random, random.Next(4 * PartBytes));
                    using (var stream = files.File.Create(path))
                        stream.Write(model[path]);
                    break;
                case 3 or 4:
                    var added = Bytes(random, random.Next(50));
                    files.File.AppendAllBytes(path, added);
                    model[path] = [.. model.GetValueOrDefault(path) ?? [], .. added];
                    break;
                case 5 when model.TryGetValue(path, out var edited) && edited.Length > 0:
                    var at = random.Next(edited.Length);
                    edited[at]++;
                    using (var stream = files.File.Open(path, FileMode.Open, FileAccess.ReadWrite))
                    {
                        stream.Position = at;
                        stream.WriteByte(edited[at]);
                    }

                    break;
                case 6:
                    files.File.Delete(path);
                    model.Remove(path);
                    break;
                case 7 when model.TryGetValue(path, out var moved) && path != other:
                    files.File.Move(path, other, overwrite: true);
                    model.Remove(path);
                    model[other] = moved;
                    break;
                case 8:
                    files.File.AppendAllText("/shared.log", string.Create(CultureInfo.InvariantCulture, $"{worker}:{lines++}\n"));
                    break;
                default:
                    Assert.That(files.File.Exists(path) ? files.File.ReadAllBytes(path) : null, Is.EqualTo(model.GetValueOrDefault(path)), path);
                    break;
            }
        }

        foreach (var (path, content) in model)
            Assert.That(files.File.ReadAllBytes(path), Is.EqualTo(content), path);
        Assert.That(files.Directory.GetFiles(root, "*", SearchOption.AllDirectories), Is.EquivalentTo(model.Keys));
    }

    private static byte[] Bytes(Random random, int length)
    {
        var text = new StringBuilder(length);
        while (text.Length < length)
            text.Append(CultureInfo.InvariantCulture, $"{random.Next():x8}");
        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : null;
}
