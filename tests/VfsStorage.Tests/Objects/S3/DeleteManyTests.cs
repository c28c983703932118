using VfsStorage.Objects;

namespace VfsStorage.Tests.Objects.S3;

public sealed class DeleteManyTests(StoreEndpoint endpoint) : StoreContract(endpoint)
{
    [Test]
    public async Task DeleteMany_OddKeys_DeletesThemAndNothingElse()
    {
        var prefix = $"{Guid.NewGuid():N}/";
        var keys = ListTests.OddNames.Select(name => prefix + name).ToArray();
        // What a careless parser would make of some of them.
        string[] bystanders = [.. new[] { "leading", "trailing", "line break", "line\n", "return\nhere", "amp&", "two" }.Select(name => prefix + name)];
        await Task.WhenAll(keys.Concat(bystanders).Select(key => PutAsync(Key(key), key)));
        Assert.That(await Store.DeleteManyAsync(Bucket, keys, default), Is.Empty);
        var page = await Store.ListAsync(new ListRequest(Bucket, prefix), default);
        Assert.That(page.Objects.Select(o => o.Key), Is.EquivalentTo(bystanders));
    }

    [Test]
    public async Task DeleteMany_KeysThatAreMissing_AreNoFailures() =>
        Assert.That(await Store.DeleteManyAsync(Bucket, ["missing/one", "missing/two"], default), Is.Empty);

    [Test]
    public async Task DeleteMany_NoBucket_IsNoSuchBucket() =>
        await FailsAsync(StoreErrorKind.NoSuchBucket, () => Store.DeleteManyAsync("no-such-bucket-here", ["a"], default));
}
