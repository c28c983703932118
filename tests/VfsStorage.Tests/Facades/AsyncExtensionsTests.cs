using System.IO.Abstractions;
using System.IO.Abstractions.TestingHelpers;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Facades;

/// <summary>The asynchronous companion on every kind of file system, and that it does not wait on S3.</summary>
[TestFixture("S3")]
[TestFixture("Mock")]
internal sealed class AsyncExtensionsTests(string kind) : FacadeFixture
{
    private IFileSystem _subject = null!;

    private IFile File => _subject.File;

    private IDirectory Directory => _subject.Directory;

    [SetUp]
    public void MakeSubject()
    {
        _subject = kind == "S3" ? FileSystem : new MockFileSystem();
        Directory.CreateDirectory("/d");
        File.WriteAllText("/d/f", "text");
    }

    [Test]
    public async Task ExistsAsync_FileAndDirectory_TellThemApart() =>
        Assert.That(
            (await File.ExistsAsync("/d/f"), await File.ExistsAsync("/d"), await Directory.ExistsAsync("/d"), await Directory.ExistsAsync("/d/f")),
            Is.EqualTo((true, false, true, false)));

    [Test]
    public async Task CopyMoveReplaceDelete_Files_DoWhatTheirNamesSay()
    {
        await File.CopyAsync("/d/f", "/d/copy");
        await File.MoveAsync("/d/f", "/d/moved");
        await File.CopyAsync("/d/moved", "/d/copy", overwrite: true);
        File.WriteAllText("/d/new", "new");
        await File.ReplaceAsync("/d/new", "/d/moved", "/d/backup");
        await File.DeleteAsync("/d/copy");
        Assert.That(Directory.GetFiles("/d").Select(_subject.Path.GetFileName), Is.EquivalentTo(new[] { "backup", "moved" }));
        Assert.That((File.ReadAllText("/d/moved"), File.ReadAllText("/d/backup")), Is.EqualTo(("new", "text")));
    }

    [Test]
    public async Task CopyAsync_DestinationExists_FailsThroughTheTask()
    {
        File.WriteAllText("/d/there", "");
        var copy = File.CopyAsync("/d/f", "/d/there");
        await Assert.ThatAsync(() => copy, Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task OpenAsync_EveryWay_OpensTheFile()
    {
        await using (var created = await File.CreateAsync("/d/new"))
            await created.WriteAsync("one"u8.ToArray());
        await using (var written = await File.OpenWriteAsync("/d/new"))
            await written.WriteAsync("two"u8.ToArray());
        await using (var appended = await File.OpenAsync("/d/new", FileMode.Append, FileAccess.Write))
            await appended.WriteAsync("!"u8.ToArray());
        await using var read = await File.OpenReadAsync("/d/new");
        using var reader = new StreamReader(read);
        Assert.That(await reader.ReadToEndAsync(), Is.EqualTo("two!"));
        await using var again = await File.OpenAsync("/d/new", new FileStreamOptions { Share = FileShare.ReadWrite });
        Assert.That(again.Length, Is.EqualTo(4));
    }

    [Test]
    public async Task Metadata_SetAndGet_IsTheSame()
    {
        var time = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        await File.SetLastWriteTimeUtcAsync("/d/f", time);
        await File.SetAttributesAsync("/d/f", FileAttributes.ReadOnly);
        Assert.That(
            (await File.GetLengthAsync("/d/f"), await File.GetLastWriteTimeUtcAsync("/d/f"), await File.GetAttributesAsync("/d/f")),
            Is.EqualTo((4L, time, FileAttributes.ReadOnly)));
        Assert.That(await File.GetCreationTimeUtcAsync("/d/f"), Is.EqualTo(File.GetCreationTimeUtc("/d/f")));
    }

    [Test]
    public async Task Directories_CreateMoveDelete_DoWhatTheirNamesSay()
    {
        Assert.That((await Directory.CreateDirectoryAsync("/a/b/c")).Exists, Is.True);
        await Directory.MoveAsync("/a/b", "/b");
        await Directory.DeleteAsync("/a");
        await Directory.DeleteAsync("/b", recursive: true);
        Assert.That((Directory.Exists("/a"), Directory.Exists("/b")), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task Enumerate_EveryWay_YieldsWhatTheBlockingMemberDoes()
    {
        for (var number = 0; number < 600; number++)
            File.WriteAllText($"/d/{number}.txt", "");
        Directory.CreateDirectory("/d/sub");
        File.WriteAllText("/d/sub/deep.txt", "");
        var hidden = new EnumerationOptions { RecurseSubdirectories = true };
        Assert.That(await AllOf(Directory.EnumerateFilesAsync("/d", "*.txt")), Is.EquivalentTo(Directory.GetFiles("/d", "*.txt")));
        Assert.That(await AllOf(Directory.EnumerateFilesAsync("/d", "*", hidden)), Is.EquivalentTo(Directory.GetFiles("/d", "*", hidden)));
        Assert.That(await AllOf(Directory.EnumerateDirectoriesAsync("/")), Is.EquivalentTo(Directory.GetDirectories("/")));
        Assert.That(await AllOf(Directory.EnumerateDirectoriesAsync("/d", "s*", hidden)), Is.EquivalentTo(Directory.GetDirectories("/d", "s*", hidden)));
        Assert.That(
            await AllOf(Directory.EnumerateFileSystemEntriesAsync("/d", "*", SearchOption.AllDirectories)),
            Is.EquivalentTo(Directory.GetFileSystemEntries("/d", "*", SearchOption.AllDirectories)));
        Assert.That(await AllOf(Directory.EnumerateFileSystemEntriesAsync("/d", "sub*", hidden)), Is.EqualTo(new[] { "/d/sub" }));
    }

    [Test]
    public void EnumerateAsync_DirectoryMissing_ThrowsWithTheFirstElement() =>
        Assert.That(() => AllOf(Directory.EnumerateFilesAsync("/missing")), Throws.TypeOf<DirectoryNotFoundException>());

    [Test]
    public void EnumerateAsync_Cancelled_Ends()
    {
        using var source = new CancellationTokenSource();
        var files = Directory.EnumerateFilesAsync("/d", cancellationToken: source.Token);
        source.Cancel();
        Assert.That(() => AllOf(files), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Operations_AlreadyCancelled_DoNothing()
    {
        var cancelled = new CancellationToken(true);
        Assert.Multiple(() =>
        {
            Assert.That(() => File.DeleteAsync("/d/f", cancelled), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(() => File.MoveAsync("/d/f", "/d/g", cancellationToken: cancelled), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(() => Directory.DeleteAsync("/d", recursive: true, cancelled), Throws.InstanceOf<OperationCanceledException>());
        });
        Assert.That(File.Exists("/d/f"), Is.True);
    }

    [Test]
    public async Task CopyAsync_StoreIsSlow_DoesNotHoldTheCaller()
    {
        Assume.That(kind, Is.EqualTo("S3"));
        using var hold = Server.Faults.On(S3Operation.CopyObject).Hold();
        var copy = File.CopyAsync("/d/f", "/d/copy");
        Assert.That(copy.IsCompleted, Is.False);
        hold.Release();
        await copy;
        Assert.That(File.Exists("/d/copy"), Is.True);
    }

    [Test]
    public void Extensions_OfNothing_Throw()
    {
        Assert.That(() => AsyncFileExtensions.ExistsAsync(null!, "/"), Throws.ArgumentNullException);
        Assert.That(() => AsyncDirectoryExtensions.ExistsAsync(null!, "/"), Throws.ArgumentNullException);
    }

    private static async Task<List<string>> AllOf(IAsyncEnumerable<string> paths)
    {
        var all = new List<string>();
        await foreach (var path in paths)
            all.Add(path);
        return all;
    }
}
