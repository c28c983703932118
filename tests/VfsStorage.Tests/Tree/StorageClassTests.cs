using Amazon.S3;
using Amazon.S3.Model;
using VfsStorage.Paths;
using VfsStorage.Tree;

namespace VfsStorage.Tests.Tree;

/// <summary>A copy, a move and a setter leave a file in the storage class that it was in.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class StorageClassTests
{
    private static readonly VirtualPath Source = TreeFixture.PathOf("/dir/file");
    private static readonly VirtualPath Target = TreeFixture.PathOf("/other");

    [Test]
    public Task Copy_InfrequentAccess_KeepsTheClass() =>
        AssertKeptAsync("other", tree => tree.CopyFileAsync(Source, Target, overwrite: false, CancellationToken.None));

    [Test]
    public Task Move_InfrequentAccess_KeepsTheClass() =>
        AssertKeptAsync("other", tree => tree.MoveFileAsync(Source, Target, overwrite: false, CancellationToken.None));

    [Test]
    public Task MoveDirectory_InfrequentAccess_KeepsTheClass() =>
        AssertKeptAsync("other/file", tree => tree.MoveDirectoryAsync(Source.Parent, Target, CancellationToken.None));

    [Test]
    public Task SetMetadata_InfrequentAccess_KeepsTheClass() =>
        AssertKeptAsync("dir/file", tree => tree.SetMetadataAsync(Source, new MetadataChange { ReadOnly = true }, followLinks: true, CancellationToken.None));

    private static async Task AssertKeptAsync(string key, Func<FileTree, Task> act)
    {
        await using var fixture = await TreeFixture.StartAsync();
        using var client = fixture.Server.CreateClient();
        await client.PutObjectAsync(new PutObjectRequest
        {
            BucketName = TreeFixture.Bucket, Key = "dir/file", ContentBody = "content", StorageClass = S3StorageClass.StandardInfrequentAccess,
        });

        await act(fixture.Tree);

        var kept = await client.GetObjectMetadataAsync(TreeFixture.Bucket, key);
        Assert.That(kept.StorageClass, Is.EqualTo(S3StorageClass.StandardInfrequentAccess));
    }
}
