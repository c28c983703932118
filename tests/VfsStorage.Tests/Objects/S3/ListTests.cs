using VfsStorage.Objects;

namespace VfsStorage.Tests.Objects.S3;

public sealed class ListTests(StoreEndpoint endpoint) : StoreContract(endpoint)
{
    // Every kind of character that a transport may spoil: URL, XML, header, UTF-8 of two, three and four bytes.
    public static readonly string[] OddNames =
    [
        "plain", "two words", "plus+plus", "percent%20", "amp&amp;", "<tag>", "quote\"'", "q?a=b", "hash#", "semi;colon", "comma,", "at@", "eq=",
        "star*", "back\\slash", "tab\there", "line\nbreak", "return\rhere", "bell\a", "\x01", "del\x7f", "nel\u0085", "ls\u2028", "grüße", "日本語", "😀", "e\u0301",
        " leading", "trailing ", "dot.", "tilde~", "[x]{y}", "|pipe", "^caret", "`tick", "$dollar", "(paren)", "a//b", "colon:",
    ];

    [Test]
    public async Task List_OddKeys_ComeBackAsTheyWere()
    {
        var prefix = $"{Guid.NewGuid():N}/";
        await Task.WhenAll(OddNames.Select(name => PutAsync(Key(prefix + name), name)));
        var page = await Store.ListAsync(new ListRequest(Bucket, prefix), default);
        Assert.That(page.Objects.Select(o => o.Key[prefix.Length..]), Is.EquivalentTo(OddNames));
    }

    [Test]
    public async Task List_OddCommonPrefixes_ComeBackAsTheyWere()
    {
        var prefix = $"{Guid.NewGuid():N}/";
        var names = OddNames.Where(name => !name.Contains('/', StringComparison.Ordinal)).ToArray();
        await Task.WhenAll(names.Select(name => PutAsync(Key($"{prefix}{name}/x"), name)));
        var page = await Store.ListAsync(new ListRequest(Bucket, prefix) { Delimited = true }, default);
        Assert.That(page.CommonPrefixes, Is.EquivalentTo(names.Select(name => $"{prefix}{name}/")));
    }

    [TestCaseSource(nameof(OddNames))]
    public async Task AnyKey_IsReadCopiedAndDeletedByItsName(string name)
    {
        var key = Key($"{Guid.NewGuid():N}/{name}");
        var copy = Key($"{Guid.NewGuid():N}/{name}");
        await PutAsync(key, name);
        await Store.CopyAsync(new CopyRequest(key, copy), default);
        Assert.That((await ReadAsync(key), await ReadAsync(copy)), Is.EqualTo((name, name)));
        await Store.DeleteAsync(key, null, default);
        Assert.That((await Store.HeadAsync(key, default), await Store.HeadAsync(copy, default)), Is.EqualTo(((ObjectInfo?)null, await Store.HeadAsync(copy, default))));
    }

    [Test]
    public async Task List_Object_TellsSizeETagAndTime()
    {
        var prefix = $"{Guid.NewGuid():N}/";
        var written = await PutAsync(Key(prefix + "a"), "12345");
        var page = await Store.ListAsync(new ListRequest(Bucket, prefix), default);
        var found = page.Objects.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Length, Is.EqualTo(5));
            Assert.That(found.ETag, Is.EqualTo(written.ETag));
            Assert.That(found.LastModified, Is.EqualTo(written.LastModified).Within(TimeSpan.FromMinutes(1)));
            Assert.That(found.Headers, Is.Null);
            Assert.That(found.StorageClass, Is.Null);
            Assert.That(page.ContinuationToken, Is.Null);
        }
    }

    [Test]
    public async Task List_Nothing_IsAnEmptyPage()
    {
        var page = await Store.ListAsync(new ListRequest(Bucket, $"{Guid.NewGuid():N}/") { Delimited = true }, default);
        Assert.That((page.Objects.Count, page.CommonPrefixes.Count, page.ContinuationToken), Is.EqualTo((0, 0, (string?)null)));
    }

    [Test]
    public async Task List_NoBucket_IsNoSuchBucket() =>
        await FailsAsync(StoreErrorKind.NoSuchBucket, () => Store.ListAsync(new ListRequest("no-such-bucket-here", ""), default));

    [Test]
    public async Task List_Pages_FollowTheToken()
    {
        var prefix = $"{Guid.NewGuid():N}/";
        var names = Enumerable.Range(0, 7).Select(i => $"{prefix}{i}").ToArray();
        await Task.WhenAll(names.Select(name => PutAsync(Key(name), name)));
        var keys = new List<string>();
        string? token = null;
        do
        {
            var page = await Store.ListAsync(new ListRequest(Bucket, prefix) { MaxKeys = 3, ContinuationToken = token }, default);
            Assert.That(page.Objects, Has.Count.LessThanOrEqualTo(3));
            keys.AddRange(page.Objects.Select(o => o.Key));
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.That(keys, Is.EqualTo(names));
    }

    [Test]
    public async Task List_StartAfter_LeavesOutTheKeyAndThoseBefore()
    {
        var prefix = $"{Guid.NewGuid():N}/";
        await Task.WhenAll(new[] { "a", "b", "b c", "c" }.Select(name => PutAsync(Key(prefix + name), name)));
        var page = await Store.ListAsync(new ListRequest(Bucket, prefix) { StartAfter = prefix + "b" }, default);
        Assert.That(page.Objects.Select(o => o.Key[prefix.Length..]), Is.EqualTo(new[] { "b c", "c" }));
    }
}
