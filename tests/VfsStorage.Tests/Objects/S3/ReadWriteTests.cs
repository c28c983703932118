using System.Buffers;
using VfsStorage.Objects;

namespace VfsStorage.Tests.Objects.S3;

public sealed class ReadWriteTests(StoreEndpoint endpoint) : StoreContract(endpoint)
{
    [Test]
    public async Task Put_ThenGet_YieldsTheSameBytes()
    {
        var key = NewKey();
        await PutAsync(key, "some text");
        Assert.That(await ReadAsync(key), Is.EqualTo("some text"));
    }

    [Test]
    public async Task Put_SeveralSegments_AreOneContent()
    {
        var key = NewKey();
        await Store.PutAsync(key, Segments.Of("one, "u8.ToArray(), "two, "u8.ToArray(), [], "three"u8.ToArray()), ObjectHeaders.None, Precondition.None, default);
        Assert.That(await ReadAsync(key), Is.EqualTo("one, two, three"));
    }

    [Test]
    public async Task Put_Empty_IsAnObjectOfNoBytes()
    {
        var key = NewKey();
        await Store.PutAsync(key, default, ObjectHeaders.None, Precondition.None, default);
        await using var body = await Store.GetAsync(key, null, null, default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(body.Length, Is.Zero);
            Assert.That(await ReadAsync(body), Is.Empty);
        }
    }

    [Test]
    public async Task Put_Answers_TheVersionThatHeadFinds()
    {
        var key = NewKey();
        var written = await PutAsync(key, "text");
        var found = await Store.HeadAsync(key, default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found!.ETag, Is.EqualTo(written.ETag).And.Not.Contain("\"").And.Not.Empty);
            Assert.That(found.Length, Is.EqualTo(4));
            Assert.That(found.Key, Is.EqualTo(key.Key));
            Assert.That(found.LastModified, Is.EqualTo(written.LastModified).Within(TimeSpan.FromMinutes(1)));
            Assert.That(found.LastModified.Offset, Is.EqualTo(TimeSpan.Zero));
            Assert.That(found.StorageClass, Is.Null);
        }
    }

    [Test]
    public async Task Head_NoObject_IsNull() => Assert.That(await Store.HeadAsync(NewKey(), default), Is.Null);

    [Test]
    public async Task Get_NoObject_IsNotFound() =>
        await FailsAsync(StoreErrorKind.NotFound, () => Store.GetAsync(NewKey(), null, null, default));

    [Test]
    public async Task Get_NoBucket_IsNoSuchBucket() =>
        await FailsAsync(StoreErrorKind.NoSuchBucket, () => Store.GetAsync(new ObjectKey("no-such-bucket-here", "key"), null, null, default));

    [Test]
    public async Task Get_KeyTooLong_SaysSo()
    {
        var error = await FailsAsync(StoreErrorKind.KeyTooLong, () => Store.PutAsync(Key(new string('k', 1025)), default, ObjectHeaders.None, Precondition.None, default));
        Assert.That(error.Status, Is.EqualTo(400));
    }

    [TestCase(0, 3, "012", 0)]
    [TestCase(4, 3, "456", 4)]
    [TestCase(8, 100, "89", 8)]
    public async Task Get_Range_YieldsItsBytesAndTellsTheWholeSize(long offset, long length, string expected, long start)
    {
        var key = NewKey();
        await PutAsync(key, "0123456789");
        await using var body = await Store.GetAsync(key, ByteRange.From(offset, length), null, default);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await ReadAsync(body), Is.EqualTo(expected));
            Assert.That(body.Offset, Is.EqualTo(start));
            Assert.That(body.Length, Is.EqualTo(expected.Length));
            Assert.That(body.Info.Length, Is.EqualTo(10));
        }
    }

    [Test]
    public async Task Get_Suffix_YieldsTheLastBytes()
    {
        var key = NewKey();
        await PutAsync(key, "0123456789");
        await using var body = await Store.GetAsync(key, ByteRange.Last(4), null, default);
        Assert.That((await ReadAsync(body), body.Offset), Is.EqualTo(("6789", 6L)));
    }

    [Test]
    public async Task Get_RangePastTheEnd_IsRangeNotSatisfiable()
    {
        var key = NewKey();
        await PutAsync(key, "0123456789");
        await FailsAsync(StoreErrorKind.RangeNotSatisfiable, () => Store.GetAsync(key, ByteRange.From(10, 1), null, default));
    }

    [Test]
    public async Task Get_RangeOfAnEmptyObject_IsRangeNotSatisfiable()
    {
        var key = NewKey();
        await PutAsync(key, "");
        await FailsAsync(StoreErrorKind.RangeNotSatisfiable, () => Store.GetAsync(key, ByteRange.From(0, 10), null, default));
    }

    [Test]
    public async Task Get_OfAVersion_IsThatVersion()
    {
        var key = NewKey();
        var first = await PutAsync(key, "first");
        await using (var body = await Store.GetAsync(key, null, first.ETag, default))
        {
            Assert.That(await ReadAsync(body), Is.EqualTo("first"));
        }

        await PutAsync(key, "second");
        await FailsAsync(StoreErrorKind.PreconditionFailed, () => Store.GetAsync(key, ByteRange.From(0, 2), first.ETag, default));
    }

    [Test]
    public async Task Get_DisposedBeforeItsEnd_LeavesTheClientUsable()
    {
        var key = NewKey();
        await Store.PutAsync(key, new ReadOnlySequence<byte>(new byte[3 << 20]), ObjectHeaders.None, Precondition.None, default);
        for (var i = 0; i < 3; i++)
        {
            await using var body = await Store.GetAsync(key, null, null, default);
            Assert.That(await body.Content.ReadAsync(new byte[10]), Is.GreaterThan(0));
        }

        Assert.That(await Store.HeadAsync(key, default), Is.Not.Null);
    }

    [Test]
    public void Get_Cancelled_ThrowsCancellation() =>
        Assert.That(() => Store.GetAsync(NewKey(), null, null, new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public async Task Delete_Object_IsGone()
    {
        var key = NewKey();
        await PutAsync(key, "text");
        await Store.DeleteAsync(key, null, default);
        Assert.That(await Store.HeadAsync(key, default), Is.Null);
    }

    [Test]
    public void Delete_NoObject_IsFine() => Assert.That(() => Store.DeleteAsync(NewKey(), null, default), Throws.Nothing);
}
