using VfsStorage.Testing;

namespace VfsStorage.Tests.Budgets;

/// <summary>"What calls cost" of docs/SEMANTICS.md, for large files, in parts of 5 MiB.</summary>
internal sealed class LargeFileBudgetTests : BudgetFixture
{
    private const int PartSize = 5 << 20;
    private const int Size = (4 * PartSize) + 1;

    [Test]
    public void Write_FiveParts_FiveUploadsAndTwo([Values] bool strict)
    {
        using var fileSystem = Large(strict);

        var requests = RequestsOf(() =>
        {
            using var stream = fileSystem.File.Create("/large");
            stream.Write(new byte[Size]);
        });

        Assert.Multiple(() =>
        {
            Assert.That(requests.CountOf(S3Operation.UploadPart), Is.EqualTo(5));
            Assert.That(requests.CountOf(S3Operation.CreateMultipartUpload), Is.EqualTo(1));
            Assert.That(requests.CountOf(S3Operation.CompleteMultipartUpload), Is.EqualTo(1));
            Assert.That(requests, Has.Count.EqualTo(strict ? 9 : 7), requests.ToString());
        });
    }

    [Test]
    public void ReadAllBytes_FiveParts_FiveGets()
    {
        using var fileSystem = Large(strict: true);
        fileSystem.File.WriteAllBytes("/large", new byte[Size]);

        var requests = RequestsOf(() => Assert.That(fileSystem.File.ReadAllBytes("/large"), Has.Length.EqualTo(Size)));

        Assert.That(requests.ToString(), Is.EqualTo("GET×5"));
    }

    [Test]
    public void ReadStream_FiveParts_FiveGetsPinnedToOneVersion()
    {
        using var fileSystem = Large(strict: true);
        fileSystem.File.WriteAllBytes("/large", new byte[Size]);

        var requests = RequestsOf(() =>
        {
            using var stream = fileSystem.File.OpenRead("/large");
            stream.CopyTo(Stream.Null);
        });

        Assert.That(requests.ToString(), Is.EqualTo("GET×5"));
    }

    private S3FileSystem Large(bool strict) => NewFileSystem(new S3FileSystemOptions
    {
        PartSizeBytes = PartSize,
        Semantics = strict ? S3Semantics.Strict : S3Semantics.Fast,
    });
}
