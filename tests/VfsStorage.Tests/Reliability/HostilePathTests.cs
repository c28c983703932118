using VfsStorage.Paths;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability;

/// <summary>"No path can name a key outside its mount": random hostile paths, in the parser and through every member that takes a path.</summary>
internal sealed class HostilePathTests
{
    private static readonly string[] Pieces =
    [
        "..", ".", "", "/", "//", "../..", "..%2f", "%2e%2e", "%2e%2e%2f", "..%252f", "..\\", "\\", "\\..\\", "a", "b/c", "secret", "area", "\u2024\u2024", "\uFF0E\uFF0E",
        "..\u2215", "\u2044", "．．／", "\0", "\r\n", "\t", " ", "~", "$HOME", "C:", "file://", "s3://bucket/secret", "?versionId=1", "#", "..;", "....//", "\u202E", "é", "e\u0301",
        "😀", "\uD800", ".vfs", ".vfs/moves/x", "CON", "*", "|", "`id`", new string('x', 300), new string('é', 600), "..\0", "area/../secret", "/../../secret",
    ];

    [Test]
    public void Locate_100000HostilePaths_StaysInTheMounts()
    {
        var random = NewRandom();
        var mounts = new MountTable([new S3Mount("/m", "bucket", "area/"), new S3Mount("/m/inner", "other", "in/"), new S3Mount("/n", "bucket", "area2/")]);
        var located = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var text = Path(random);
            try
            {
                var path = VirtualPath.Parse(text, VirtualPath.Root, "path");
                Assert.That(path.Value, Does.StartWith("/"));
                Assert.That(path.Value.Split('/').Skip(1), path.IsRoot ? Is.EqualTo(new[] { "" }) : Has.None.EqualTo("").And.None.EqualTo(".").And.None.EqualTo(".."));
                if (mounts.Locate(path) is not { } location)
                    continue;
                located++;
                var prefix = location.Mount.Prefix;
                Assert.That(location.Prefix, Does.StartWith(prefix));
                Assert.That(location.IsMountRoot || (location.File.Key.StartsWith(prefix, StringComparison.Ordinal) && location.File.Key.Length > prefix.Length), Is.True, text);
                Assert.That(location.Prefix, Does.Not.StartWith(prefix + ".vfs/"));
            }
            catch (Exception refusal) when (refusal is ArgumentException or PathTooLongException or UnauthorizedAccessException)
            {
                // Refused is confined.
            }
        }

        Assert.That(located, Is.GreaterThan(10_000));
    }

    [Test]
    [Category("Slow")]
    public async Task EveryMember_HostilePaths_TouchesNoKeyOutsideItsMount()
    {
        var random = NewRandom();
        var options = new S3TestServerOptions();
        options.Buckets.Add("bucket");
        await using var server = await S3TestServer.StartAsync(options);
        server.AddObject("bucket", "secret", "secret");
        server.AddObject("bucket", "secret/file", "secret");
        using var client = server.CreateClient();
        using var files = new S3FileSystem(
            client, [new S3Mount("/", "bucket", "area/")], new S3FileSystemOptions { Requests = { Compatibility = S3Compatibility.Aws }, KeepUnsentData = false });
        var members = Members(files).ToList();
        var requests = 0;
        for (var i = 0; i < 6_000; i++)
        {
            var member = members[random.Next(members.Count)];
            try
            {
                member(Path(random), Path(random));
            }
            catch (Exception refusal) when (refusal is ArgumentException or IOException or UnauthorizedAccessException or NotSupportedException)
            {
                // Refused is confined.
            }

            foreach (var request in server.Requests.All)
            {
                requests++;
                var touched = request.Operation == S3Operation.ListObjectsV2 ? request.Query.GetValueOrDefault("prefix") ?? "" : request.Key;
                Assert.That(request.Bucket, Is.EqualTo("bucket"));
                Assert.That(touched, request.Operation == S3Operation.DeleteObjects ? Is.Empty : Does.StartWith("area/"), request.ToString());
                if (request.Headers.TryGetValue("x-amz-copy-source", out var source))
                    Assert.That(Uri.UnescapeDataString(source).TrimStart('/'), Does.StartWith("bucket/area/"));
            }

            server.Requests.Clear();
        }

        Assert.That(requests, Is.GreaterThan(6_000));
        Assert.That(server.GetKeys("bucket").Where(key => !key.StartsWith("area/", StringComparison.Ordinal)), Is.EqualTo(new[] { "secret", "secret/file" }));
        Assert.That((await client.GetObjectAsync("bucket", "secret")).ContentLength, Is.EqualTo(6));
        TestContext.Out.WriteLine($"{requests} requests, none outside");
    }

    private static IEnumerable<Action<string, string>> Members(S3FileSystem files)
    {
        var (file, directory) = (files.File, files.Directory);
        yield return (path, _) => file.Exists(path);
        yield return (path, _) => file.ReadAllBytes(path);
        yield return (path, _) => file.WriteAllText(path, "text");
        yield return (path, _) => file.AppendAllText(path, "text");
        yield return (path, _) => file.Delete(path);
        yield return (path, other) => file.Copy(path, other, overwrite: true);
        yield return (path, other) => file.Move(path, other, overwrite: true);
        yield return (path, other) => file.Replace(path, other, null);
        yield return (path, other) => file.CreateSymbolicLink(path, other);
        yield return (path, _) => file.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        yield return (path, _) => file.GetAttributes(path);
        yield return (path, _) => file.ResolveLinkTarget(path, returnFinalTarget: true);
        yield return (path, _) => file.Open(path, FileMode.OpenOrCreate).Dispose();
        yield return (path, _) => files.FileStream.New(path, FileMode.Create).Dispose();
        yield return (path, _) => directory.CreateDirectory(path);
        yield return (path, _) => directory.Exists(path);
        yield return (path, _) => directory.Delete(path, recursive: true);
        yield return (path, other) => directory.Move(path, other);
        yield return (path, pattern) => directory.GetFileSystemEntries(path, pattern);
        yield return (path, _) => directory.SetCurrentDirectory(path);
        yield return (path, _) => directory.CreateSymbolicLink(path, "/secret");
        yield return (path, _) => files.FileInfo.New(path).Refresh();
        yield return (path, _) => files.DirectoryInfo.New(path).GetFiles();
        yield return (path, other) => files.FileInfo.New(path).CopyTo(other);
    }

    private static string Path(Random random) =>
        string.Join(random.Next(3) == 0 ? "" : "/", Enumerable.Range(0, random.Next(1, 7)).Select(_ => random.Next(12) == 0 ? "/m" : Pieces[random.Next(Pieces.Length)]).Prepend(random.Next(2) == 0 ? "/m" : ""));

    private static Random NewRandom()
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"Seed: {seed}");
        return new Random(seed);
    }
}
