using VfsStorage.Objects;

namespace VfsStorage.Tests.Objects.S3;

public sealed class PreconditionTests(StoreEndpoint endpoint) : StoreContract(endpoint)
{
    [Test]
    public async Task Put_MustBeMissingAndIs_Writes()
    {
        var key = NewKey();
        await Store.PutAsync(key, Bytes("new"), ObjectHeaders.None, Precondition.Missing, default);
        Assert.That(await ReadAsync(key), Is.EqualTo("new"));
    }

    [Test]
    public async Task Put_MustBeMissingAndIsNot_LeavesWhatIsThere()
    {
        var key = NewKey();
        await PutAsync(key, "old");
        await FailsAsync(StoreErrorKind.PreconditionFailed, () => Store.PutAsync(key, Bytes("new"), ObjectHeaders.None, Precondition.Missing, default));
        Assert.That(await ReadAsync(key), Is.EqualTo("old"));
    }

    [Test]
    public async Task Put_MatchesTheVersion_Writes()
    {
        var key = NewKey();
        var old = await PutAsync(key, "old");
        await Store.PutAsync(key, Bytes("new"), ObjectHeaders.None, Precondition.Matches(old.ETag), default);
        Assert.That(await ReadAsync(key), Is.EqualTo("new"));
    }

    [Test]
    public async Task Put_MatchesAnotherVersion_LeavesWhatIsThere()
    {
        var key = NewKey();
        var old = await PutAsync(key, "old");
        await PutAsync(key, "newer");
        await FailsAsync(StoreErrorKind.PreconditionFailed, () => Store.PutAsync(key, Bytes("mine"), ObjectHeaders.None, Precondition.Matches(old.ETag), default));
        Assert.That(await ReadAsync(key), Is.EqualTo("newer"));
    }

    [Test]
    public async Task Put_MatchesButIsGone_DoesNotWrite()
    {
        var key = NewKey();
        var old = await PutAsync(key, "old");
        await Store.DeleteAsync(key, null, default);
        await FailsAsync(StoreErrorKind.PreconditionFailed, () => Store.PutAsync(key, Bytes("mine"), ObjectHeaders.None, Precondition.Matches(old.ETag), default));
        Assert.That(await Store.HeadAsync(key, default), Is.Null);
    }

    [Test]
    public async Task Complete_MatchesButIsGone_DoesNotWrite()
    {
        var key = NewKey();
        var old = await PutAsync(key, "old");
        var upload = await Store.BeginUploadAsync(key, ObjectHeaders.None, default);
        var part = await Store.UploadPartAsync(upload, 1, Bytes("mine"), default);
        await Store.DeleteAsync(key, null, default);
        await FailsAsync(StoreErrorKind.PreconditionFailed, () => Store.CompleteUploadAsync(upload, [part], Precondition.Matches(old.ETag), default));
        Assert.That(await Store.HeadAsync(key, default), Is.Null);
        await Store.AbortUploadAsync(upload, default);
    }

    [Test]
    public async Task Copy_DestinationMustBeMissingAndIsNot_LeavesIt()
    {
        var (source, destination) = (NewKey(), NewKey());
        await PutAsync(source, "source");
        await PutAsync(destination, "destination");
        await FailsAsync(StoreErrorKind.PreconditionFailed, () => Store.CopyAsync(new CopyRequest(source, destination) { Precondition = Precondition.Missing }, default));
        Assert.That(await ReadAsync(destination), Is.EqualTo("destination"));
    }

    [Test]
    public async Task Copy_DestinationMustBeMissingAndIs_Copies()
    {
        var (source, destination) = (NewKey(), NewKey());
        await PutAsync(source, "source");
        await Store.CopyAsync(new CopyRequest(source, destination) { Precondition = Precondition.Missing }, default);
        Assert.That(await ReadAsync(destination), Is.EqualTo("source"));
    }

    [Test]
    public async Task Copy_DestinationMatchesAnotherVersion_LeavesIt()
    {
        var (source, destination) = (NewKey(), NewKey());
        await PutAsync(source, "source");
        var old = await PutAsync(destination, "old");
        await PutAsync(destination, "newer");
        await FailsAsync(StoreErrorKind.PreconditionFailed, () => Store.CopyAsync(new CopyRequest(source, destination) { Precondition = Precondition.Matches(old.ETag) }, default));
        Assert.That(await ReadAsync(destination), Is.EqualTo("newer"));
    }

    [Test]
    public async Task Copy_DestinationMatches_Copies()
    {
        var (source, destination) = (NewKey(), NewKey());
        await PutAsync(source, "source");
        var old = await PutAsync(destination, "old");
        await Store.CopyAsync(new CopyRequest(source, destination) { Precondition = Precondition.Matches(old.ETag) }, default);
        Assert.That(await ReadAsync(destination), Is.EqualTo("source"));
    }

    [Test]
    public async Task Copy_SmallWithCondition_CarriesEverythingOver()
    {
        var (source, destination) = (NewKey(), NewKey());
        var headers = new ObjectHeaders { ContentType = "text/csv", Metadata = new Dictionary<string, string> { ["mode"] = "33188" } };
        var old = await PutAsync(source, "source", headers);
        await Client.PutObjectTaggingAsync(new() { BucketName = Bucket, Key = source.Key, Tagging = new() { TagSet = [new() { Key = "a", Value = "b" }] } });
        var copy = await Store.CopyAsync(
            new CopyRequest(source, destination) { SourceETag = old.ETag, SourceLength = old.Length, Precondition = Precondition.Missing }, default);
        var found = (await Store.HeadAsync(destination, default))!;
        var tags = await Client.GetObjectTaggingAsync(new() { BucketName = Bucket, Key = destination.Key });
        using (Assert.EnterMultipleScope())
        {
            Assert.That((found.ETag, found.Length, copy.Length), Is.EqualTo((copy.ETag, 6L, 6L)));
            Assert.That(found.Headers!.ContentType, Is.EqualTo("text/csv"));
            Assert.That(found.Headers.Metadata["mode"], Is.EqualTo("33188"));
            Assert.That(tags.Tagging.Select(tag => tag.Key), Is.EqualTo(new[] { "a" }));
        }
    }

    [Test]
    public async Task Copy_SmallToMissing_OneOfManyWins()
    {
        if (Compatibility == S3Compatibility.Generic) Assert.Ignore("No store of this kind is relied on for a condition.");
        var destination = NewKey();
        var sources = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var key = NewKey();
            return (Key: key, Info: await PutAsync(key, $"writer {i}"));
        }));
        var won = await Task.WhenAll(sources.Select(async source =>
        {
            try
            {
                await Store.CopyAsync(new CopyRequest(source.Key, destination) { SourceLength = source.Info.Length, Precondition = Precondition.Missing }, default);
                return source.Info.ETag;
            }
            catch (StoreException lost) when (lost.Kind == StoreErrorKind.PreconditionFailed)
            {
                return null;
            }
        }));
        Assert.That((await Store.HeadAsync(destination, default))!.ETag, Is.EqualTo(won.Single(etag => etag is not null)));
    }

    [Test]
    public async Task Copy_SourceIsAnotherVersion_DoesNotCopy([Values] bool asMultipart)
    {
        var (source, destination) = (NewKey(), NewKey());
        var old = await PutAsync(source, "old");
        await PutAsync(source, "newer");
        var copy = new CopyRequest(source, destination) { SourceETag = old.ETag, AsMultipart = asMultipart };
        await FailsAsync(StoreErrorKind.PreconditionFailed, () => Store.CopyAsync(copy, default));
        Assert.That(await Store.HeadAsync(destination, default), Is.Null);
    }

    [Test]
    public async Task Complete_MustBeMissingAndIsNot_LeavesWhatIsThere()
    {
        var key = NewKey();
        var upload = await Store.BeginUploadAsync(key, ObjectHeaders.None, default);
        var part = await Store.UploadPartAsync(upload, 1, Bytes("mine"), default);
        await PutAsync(key, "theirs");
        await FailsAsync(StoreErrorKind.PreconditionFailed, () => Store.CompleteUploadAsync(upload, [part], Precondition.Missing, default));
        Assert.That(await ReadAsync(key), Is.EqualTo("theirs"));
        await Store.AbortUploadAsync(upload, default);
    }

    [Test]
    public async Task Complete_MatchesTheVersion_Writes()
    {
        var key = NewKey();
        var old = await PutAsync(key, "old");
        var upload = await Store.BeginUploadAsync(key, ObjectHeaders.None, default);
        var part = await Store.UploadPartAsync(upload, 1, Bytes("new"), default);
        await Store.CompleteUploadAsync(upload, [part], Precondition.Matches(old.ETag), default);
        Assert.That(await ReadAsync(key), Is.EqualTo("new"));
    }

    [Test]
    public async Task Delete_OfAnotherVersion_LeavesIt()
    {
        var key = NewKey();
        var old = await PutAsync(key, "old");
        await PutAsync(key, "newer");
        await FailsAsync(StoreErrorKind.PreconditionFailed, () => Store.DeleteAsync(key, old.ETag, default));
        Assert.That(await ReadAsync(key), Is.EqualTo("newer"));
    }

    [Test]
    public async Task Delete_OfTheVersion_IsGone()
    {
        var key = NewKey();
        var old = await PutAsync(key, "old");
        await Store.DeleteAsync(key, old.ETag, default);
        Assert.That(await Store.HeadAsync(key, default), Is.Null);
    }

    [Test]
    public void Delete_OfAVersionButNoObject_IsFine() =>
        Assert.That(() => Store.DeleteAsync(NewKey(), "d41d8cd98f00b204e9800998ecf8427e", default), Throws.Nothing);
}
