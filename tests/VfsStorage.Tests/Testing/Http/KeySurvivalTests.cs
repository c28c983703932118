using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using VfsStorage.Testing.Checksums;

namespace VfsStorage.Tests.Testing.Http;

/// <summary>Whatever the key, what is put under it is what is read, listed, copied and deleted under it, and nothing else.</summary>
[TestFixture]
internal sealed class KeySurvivalTests : ServerFixture
{
    private static readonly string[] Nasty =
    [
        "/", "//", "a//b", "a/", "/a", "./a", "../a", "a/../b", "a/./b", "..", ".", " ", "  a  ", "a+b", "a b", "%", "%41", "%2F", "a%2Fb", "a?b", "a#b", "a&b=c",
        "a\\b", "\u0001", "a\tb", "a\r\nb", "\u007F", "ä", "é", "€", "\uFFFD", "\U0001F600", "日本語", "a:b", "*", "\"", "'", "<a>", "a;b", "~", "a@b,c", "[x]{y}|^`",
    ];

    private static readonly string[] Pieces = [.. Nasty, "a", "b", "/", "dir/", ".", "x"];

    // By index: a control character in a test's name would be lost on the way to its report.
    private static IEnumerable<int> Indexes => Enumerable.Range(0, Nasty.Length);

    [TestCaseSource(nameof(Indexes))]
    public async Task NastyKey_Survives(int index) => await CheckAsync(Nasty[index]);

    [Test]
    public async Task RandomKeys_Survive()
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
            await CheckAsync(string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pieces[random.Next(Pieces.Length)])));
    }

    /// <summary>With path-style addressing the SDK loses a leading slash; every other key it brings across, signed.</summary>
    [Test]
    public async Task NastyKeys_BySdk_Survive()
    {
        foreach (var key in Nasty.Where(k => !k.StartsWith('/')))
        {
            await PutAsync(key, key);
            Assert.That(Server.GetKeys(Bucket), Is.EqualTo(new[] { key }));
            Assert.That(await ReadAsync(key), Is.EqualTo(key));
            Assert.That((await Client.GetObjectMetadataAsync(Bucket, key)).ContentLength, Is.Positive);
            await Client.CopyObjectAsync(Bucket, key, Bucket, "copy-of-it");
            Assert.That(await ReadAsync("copy-of-it"), Is.EqualTo(key));
            await Client.DeleteObjectAsync(Bucket, "copy-of-it");
            await Client.DeleteObjectAsync(Bucket, key);
            Assert.That(Server.GetKeys(Bucket), Is.Empty);
        }
    }

    [Test]
    public async Task AllNastyKeys_LiveSideBySide()
    {
        foreach (var key in Nasty)
            await PutRawAsync(key, key);

        foreach (var key in Nasty)
            Assert.That((await Raw.SendAsync("GET", PathOf(key))).Text, Is.EqualTo(key));
        Assert.That(Server.GetKeys(Bucket), Is.EquivalentTo(Nasty));
    }

    private static string PathOf(string key) =>
        $"/{Bucket}/" + string.Concat(Encoding.UTF8.GetBytes(key).Select(b => char.IsAsciiLetterOrDigit((char)b) || b == '/' ? $"{(char)b}" : $"%{b:X2}"));

    private async Task PutRawAsync(string key, string content) =>
        Assert.That((await Raw.SendAsync("PUT", PathOf(key), content)).Status, Is.EqualTo(200), $"PUT {key}");

    private async Task CheckAsync(string key)
    {
        await PutRawAsync(key, "content");
        Assert.That(Server.GetKeys(Bucket), Is.EqualTo(new[] { key }));
        Assert.That((await Raw.SendAsync("GET", PathOf(key))).Text, Is.EqualTo("content"));
        Assert.That(await ListedKeysAsync(), Is.EqualTo(new[] { key }));

        var source = PathOf(key)[1..];
        Assert.That((await Raw.SendAsync("PUT", $"/{Bucket}/copy-of-it", ("x-amz-copy-source", source))).Status, Is.EqualTo(200), $"COPY {key}");
        await Raw.SendAsync("DELETE", $"/{Bucket}/copy-of-it");

        await BulkDeleteAsync(key);
        Assert.That(Server.GetKeys(Bucket), Is.Empty, $"DELETE {key}");
    }

    /// <summary>By hand, because the SDK's XML writer refuses control characters.</summary>
    private async Task BulkDeleteAsync(string key)
    {
        var references = string.Concat(key.EnumerateRunes().Select(r => $"&#{r.Value};"));
        var body = $"<Delete><Object><Key>{references}</Key></Object></Delete>";
        var answer = await Raw.SendAsync("POST", $"/{Bucket}?delete", body, ("Content-MD5", Md5.Base64Of(Encoding.UTF8.GetBytes(body))));
        Assert.That(answer.Status, Is.EqualTo(200));
    }

    private async Task<IEnumerable<string>> ListedKeysAsync()
    {
        var page = await Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket, Encoding = EncodingType.Url });
        return page.S3Objects.Select(o => WebUtility.UrlDecode(o.Key));
    }
}
