using System.Buffers;
using VfsStorage.Objects;
using VfsStorage.Objects.S3;

namespace VfsStorage.Tests.Objects.S3;

public sealed class UploadTests(StoreEndpoint endpoint) : StoreContract(endpoint)
{
    private const int PartBytes = 5 << 20;

    [Test]
    public async Task Upload_PartsOutOfOrder_AreOneObjectInOrder()
    {
        var key = NewKey();
        var upload = await Store.BeginUploadAsync(key, ObjectHeaders.None, default);
        var second = await Store.UploadPartAsync(upload, 2, Bytes("end"), default);
        var first = await Store.UploadPartAsync(upload, 1, Filled((byte)'x'), default);
        var info = await Store.CompleteUploadAsync(upload, [first, second], Precondition.None, default);
        var text = await ReadAsync(key);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Is.EqualTo(new string('x', PartBytes) + "end"));
            Assert.That(info.Length, Is.EqualTo(PartBytes + 3));
            Assert.That(info.IsMultipart);
            Assert.That((await Store.HeadAsync(key, default))!.ETag, Is.EqualTo(info.ETag));
            Assert.That(MultipartETag.Of([first, second]), Is.EqualTo(info.ETag));
        }
    }

    [Test]
    public async Task Upload_PartAgain_ReplacesIt()
    {
        var key = NewKey();
        var upload = await Store.BeginUploadAsync(key, ObjectHeaders.None, default);
        await Store.UploadPartAsync(upload, 1, Bytes("wrong"), default);
        var part = await Store.UploadPartAsync(upload, 1, Bytes("right"), default);
        await Store.CompleteUploadAsync(upload, [part], Precondition.None, default);
        Assert.That(await ReadAsync(key), Is.EqualTo("right"));
    }

    [Test]
    public async Task Upload_CopiedPart_IsPartOfTheObject()
    {
        var (source, key) = (NewKey(), NewKey());
        var old = await Store.PutAsync(source, Filled((byte)'y'), ObjectHeaders.None, Precondition.None, default);
        var upload = await Store.BeginUploadAsync(key, ObjectHeaders.None, default);
        var copied = await Store.CopyPartAsync(upload, new PartCopy(1, source, old.ETag, ByteRange.From(0, PartBytes)), default);
        var added = await Store.UploadPartAsync(upload, 2, Bytes("more"), default);
        await Store.CompleteUploadAsync(upload, [copied, added], Precondition.None, default);
        Assert.That(await ReadAsync(key), Is.EqualTo(new string('y', PartBytes) + "more"));
    }

    [Test]
    public async Task CopyPart_SourceIsAnotherVersion_PreconditionFailed()
    {
        var (source, key) = (NewKey(), NewKey());
        var old = await PutAsync(source, "old");
        await PutAsync(source, "new");
        var upload = await Store.BeginUploadAsync(key, ObjectHeaders.None, default);
        await FailsAsync(StoreErrorKind.PreconditionFailed, () => Store.CopyPartAsync(upload, new PartCopy(1, source, old.ETag, ByteRange.From(0, 3)), default));
        await Store.AbortUploadAsync(upload, default);
    }

    [Test]
    public async Task Abort_Twice_IsFine()
    {
        var upload = await Store.BeginUploadAsync(NewKey(), ObjectHeaders.None, default);
        await Store.AbortUploadAsync(upload, default);
        Assert.That(() => Store.AbortUploadAsync(upload, default), Throws.Nothing);
    }

    [Test]
    public async Task UploadPart_UploadIsGone_IsNoSuchUpload()
    {
        var upload = await Store.BeginUploadAsync(NewKey(), ObjectHeaders.None, default);
        await Store.AbortUploadAsync(upload, default);
        await FailsAsync(StoreErrorKind.NoSuchUpload, () => Store.UploadPartAsync(upload, 1, Bytes("x"), default));
    }

    [Test]
    public async Task Copy_AboveTheThreshold_CopiesInParts()
    {
        var (source, destination) = (NewKey(), NewKey());
        var content = Enumerable.Range(0, PartBytes + 1000).Select(i => (byte)(i * 31)).ToArray();
        var old = await Store.PutAsync(source, new(content), ObjectHeaders.None, Precondition.None, default);
        var store = StoreWith(new ObjectStoreSettings { Compatibility = Compatibility, CopyThresholdBytes = PartBytes, CopyPartBytes = PartBytes });
        var copy = await store.CopyAsync(new CopyRequest(source, destination) { SourceETag = old.ETag, SourceLength = content.Length }, default);
        await using var body = await Store.GetAsync(destination, null, null, default);
        var copied = new byte[content.Length];
        await body.Content.ReadExactlyAsync(copied);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(copy.ETag, Does.EndWith("-2"));
            Assert.That(copy.Length, Is.EqualTo(content.Length));
            Assert.That(copied.AsSpan().SequenceEqual(content));
        }
    }

    [Test]
    public async Task Copy_EmptyAsMultipart_IsEmptyAndMultipart()
    {
        var (source, destination) = (NewKey(), NewKey());
        await PutAsync(source, "");
        var copy = await Store.CopyAsync(new CopyRequest(source, destination) { AsMultipart = true }, default);
        Assert.That((copy.IsMultipart, (await Store.HeadAsync(destination, default))!.Length), Is.EqualTo((true, 0L)));
    }

    [Test]
    public async Task Copy_NoSource_IsNotFound([Values] bool asMultipart) =>
        await FailsAsync(StoreErrorKind.NotFound, () => Store.CopyAsync(new CopyRequest(NewKey(), NewKey()) { AsMultipart = asMultipart }, default));

    private static ReadOnlySequence<byte> Filled(byte value)
    {
        var bytes = new byte[PartBytes];
        bytes.AsSpan().Fill(value);
        return new ReadOnlySequence<byte>(bytes);
    }
}
