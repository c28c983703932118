using VfsStorage.Paths;
using VfsStorage.Testing;
using VfsStorage.Tests.Reliability.Members;

namespace VfsStorage.Tests.Reliability;

/// <summary>
/// "No path can name a key outside its mount": random hostile paths in the parser; through every member that takes one, over a store that sees every key;
/// and through the SDK over the wire, where keys are encoded.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
internal sealed class HostilePathTests
{
    private const int CallsEach = 4;

    /// <summary>Two links to a directory above them are a tree of 2^40 paths, which a recursive call walks as it does on a disk: here it meets an error.</summary>
    private const int MaxNamed = 500;

    private static readonly S3Mount[] Mounts = [new("/", "bucket", "area/"), new("/inner", "other", "in/"), new("/inner/deep", "bucket", "area2/")];

    private static readonly Dictionary<string, string[]> Areas = new() { ["bucket"] = ["area/", "area2/"], ["other"] = ["in/"] };

    private static readonly Lazy<IReadOnlyList<PathMember>> AllMembers = new(() => [.. PathMember.All()]);

    [Test]
    public void Locate_100000HostilePaths_StaysInTheMounts()
    {
        var paths = HostilePaths.New();
        var mounts = new MountTable(Mounts);
        var located = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var text = paths.Next();
            try
            {
                var path = VirtualPath.Parse(text, VirtualPath.Root, "path");
                var segments = path.Value.Split('/');
                if (segments[0].Length > 0 || (!path.IsRoot && segments.Skip(1).Any(segment => segment is "" or "." or "..")))
                    Assert.Fail($"'{text}' became '{path}'.");
                var location = mounts.Locate(path)!.Value;
                located++;
                var prefix = location.Mount.Prefix;
                if (!location.Prefix.StartsWith(prefix, StringComparison.Ordinal)
                    || location.Prefix.StartsWith(prefix + ".vfs/", StringComparison.Ordinal)
                    || (!location.IsMountRoot && !(location.File.Key.StartsWith(prefix, StringComparison.Ordinal) && location.File.Key.Length > prefix.Length)))
                {
                    Assert.Fail($"'{text}' became '{location.Prefix}'.");
                }
            }
            catch (Exception refusal) when (refusal is ArgumentException or PathTooLongException or UnauthorizedAccessException)
            {
                // Refused is confined.
            }
        }

        Assert.That(located, Is.GreaterThan(10_000));
    }

    [Test]
    public void EveryMember_HostilePaths_NamesNoKeyOutside() => ThroughMembers(paths: 2_000);

    [Test]
    [Category("Slow")]
    public void EveryMember_100000HostilePaths_NamesNoKeyOutside() => ThroughMembers(paths: 100_000);

    [TestCase(200)]
    [TestCase(5_000, Category = "Slow")]
    public async Task EveryMember_HostilePathsOverTheWire_TouchNoKeyOutside(int count)
    {
        await using var server = await S3TestServer.StartAsync(new S3TestServerOptions { Buckets = { "bucket", "other" } });
        string[] outside = ["area", "area-secret", "areasecret", "secret", "secret/file"];
        foreach (var key in outside)
            server.AddObject("bucket", key, "secret");
        using var client = server.CreateClient();
        using var files = new S3FileSystem(client, Mounts, Options());
        Seed(files);
        server.Requests.Clear();
        var paths = HostilePaths.New();
        var requests = 0;
        for (var i = 0; i < count; i++)
        {
            var (member, path) = (paths.OneOf(AllMembers.Value), paths.Next());
            using (server.Faults.On().Skip(MaxNamed).Answer(400))
                Call(files, member, path, paths);
            foreach (var request in server.Requests.All)
            {
                requests++;
                if (TouchedBy(request).Any(touched => !IsInside(touched.Bucket, touched.Key)))
                    Assert.Fail($"{member} with '{path}' sent {request}.");
            }

            server.Requests.Clear();
        }

        Assert.That(requests, Is.GreaterThan(count / 2));
        Assert.That(server.GetKeys("bucket").Where(key => !IsInside("bucket", key)), Is.EqualTo(outside));
        Assert.That(server.GetKeys("other").Where(key => !IsInside("other", key)), Is.Empty);
        foreach (var key in outside)
            Assert.That((await client.GetObjectAsync("bucket", key)).ContentLength, Is.EqualTo(6));
        TestContext.Out.WriteLine($"{count} calls of {AllMembers.Value.Count} members, {requests} requests, none outside");
    }

    private static void ThroughMembers(int paths)
    {
        var hostile = HostilePaths.New();
        var store = new RecordingStore(Areas);
        using var files = new S3FileSystem(store, Mounts, Options());
        var members = AllMembers.Value;
        for (var i = 0; i < paths; i++)
        {
            if (i % 100 == 0)
            {
                // Else recursive moves and copies of what has grown take all the time.
                store.Clear();
                Seed(files);
            }

            var path = hostile.Next();
            // Each path through a few members, each member by many paths.
            for (var j = 0; j < CallsEach; j++)
            {
                var member = members[((i * CallsEach) + j) % members.Count];
                store.Remaining = MaxNamed;
                Call(files, member, path, hostile);
                if (store.Outside is { } key)
                    Assert.Fail($"{member} with '{path}' named {key}.");
            }
        }

        Assert.That(store.Touched, Is.GreaterThan(paths));
        TestContext.Out.WriteLine($"{paths} paths, {paths * CallsEach} calls of {members.Count} members, {store.Touched} keys and prefixes named, none outside");
    }

    private static void Call(S3FileSystem files, PathMember member, string path, HostilePaths paths)
    {
        try
        {
            member.Run(files, path, paths.Next);
        }
        catch (Exception refusal) when (refusal is ArgumentException or IOException or UnauthorizedAccessException or NotSupportedException or OperationCanceledException)
        {
            // Refused is confined.
        }
        catch (Exception mistake) when (mistake is not AssertionException)
        {
            throw new InvalidOperationException($"{member} with '{path}'", mistake);
        }
    }

    /// <summary>A tree with links that lead up, out and round.</summary>
    private static void Seed(S3FileSystem files)
    {
        files.Directory.SetCurrentDirectory("/");
        foreach (var directory in new[] { "/a/b", "/inner/a", "/inner/deep/b" })
            files.Directory.CreateDirectory(directory);
        foreach (var file in new[] { "/a/b/c", "/b", "/inner/b", "/inner/deep/b/c" })
            files.File.WriteAllText(file, "text");
        files.File.CreateSymbolicLink("/up", "../../../secret");
        files.File.CreateSymbolicLink("/out", "/inner/deep/../../..");
        files.File.CreateSymbolicLink("/loop", "loop/..");
        files.Directory.CreateSymbolicLink("/inner/up", "../../area");
    }

    private static IEnumerable<(string Bucket, string Key)> TouchedBy(S3LoggedRequest request)
    {
        yield return request.Operation switch
        {
            S3Operation.ListObjectsV2 => (request.Bucket, request.Query.GetValueOrDefault("prefix") ?? ""),
            // Its keys are in its body; what it deletes outside is missed at the end.
            S3Operation.DeleteObjects => (request.Bucket, Areas[request.Bucket][0]),
            _ => (request.Bucket, request.Key),
        };
        if (request.Headers.TryGetValue("x-amz-copy-source", out var source) && Uri.UnescapeDataString(source).TrimStart('/').Split('/', 2) is [var bucket, var key])
            yield return (bucket, key);
    }

    private static bool IsInside(string bucket, string key) =>
        Areas.TryGetValue(bucket, out var prefixes) && Array.Exists(prefixes, prefix => key.StartsWith(prefix, StringComparison.Ordinal));

    private static S3FileSystemOptions Options() => new()
    {
        KeepUnsentData = false, WatcherInterval = TimeSpan.FromHours(1), KnownDirectoryLifetime = TimeSpan.Zero, Requests = { Compatibility = S3Compatibility.Aws },
    };
}
