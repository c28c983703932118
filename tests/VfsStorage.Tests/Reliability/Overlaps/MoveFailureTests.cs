using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability.Overlaps;

/// <summary>
/// "A move of a file that fails takes back its copy where the file certainly stays at its old place": and where that is not certain, it says that both
/// may be there. The SDK does not try again here, so that each failure reaches the move itself.
/// </summary>
internal sealed class MoveFailureTests : OverlapFixture
{
    private const string Content = "content";

    [Test]
    public void Move_SourceIsRewrittenForEver_TakesItsCopyBack([Values] S3Semantics semantics)
    {
        using var files = NewFileSystem(semantics);
        using var other = NewFileSystem();
        files.File.WriteAllText("/file", Content);
        var last = 0;
        using (Server.Faults.On(S3Operation.DeleteObject).Key("file").CallBefore(_ => other.File.WriteAllText("/file", $"{++last}")))
            Assert.That(() => files.File.Move("/file", "/moved"), Throws.InstanceOf<IOException>());

        Assert.That(files.Directory.GetFiles("/"), Is.EqualTo(["/file"]));
        Assert.That(files.File.ReadAllText("/file"), Is.EqualTo($"{last}"));
        files.File.Move("/file", "/moved");
    }

    [Test]
    public void Move_SomebodyElseReplacesTheCopy_LeavesTheirs([Values] S3Semantics semantics)
    {
        using var files = NewFileSystem(semantics);
        using var other = NewFileSystem();
        files.File.WriteAllText("/file", Content);
        using (Server.Faults.On(S3Operation.DeleteObject).Key("file").Nth(1).CallBefore(_ =>
        {
            other.File.WriteAllText("/file", "newer");
            other.File.WriteAllText("/moved", "theirs");
        }))
            Assert.That(() => files.File.Move("/file", "/moved"), Throws.InstanceOf<IOException>());

        Assert.That((files.File.ReadAllText("/file"), files.File.ReadAllText("/moved")), Is.EqualTo(("newer", "theirs")));
    }

    [Test]
    public void Move_SomebodyElseReplacesTheCopyJustBeforeTheNextTry_LeavesTheirs()
    {
        using var other = NewFileSystem();
        Files.File.WriteAllText("/file", Content);
        using (Server.Faults.On(S3Operation.DeleteObject).Key("file").Nth(1).CallBefore(_ => other.File.WriteAllText("/file", "newer")))
        using (Server.Faults.On(S3Operation.CopyObject).Key("moved").Nth(2).CallBefore(_ => other.File.WriteAllText("/moved", "theirs")))
            Assert.That(() => Files.File.Move("/file", "/moved"), Throws.InstanceOf<IOException>());

        Assert.That((Files.File.ReadAllText("/file"), Files.File.ReadAllText("/moved")), Is.EqualTo(("newer", "theirs")));
    }

    [Test]
    public void Move_DeleteIsRefused_TakesItsCopyBack([Values] bool asDirectory)
    {
        Files.File.WriteAllText("/file", Content);
        using (Server.Faults.On(S3Operation.DeleteObject).Key("file").Deny())
            Assert.That(() => Move("/file", "/moved", asDirectory), Throws.TypeOf<UnauthorizedAccessException>());

        Assert.That(Files.Directory.GetFiles("/"), Is.EqualTo(["/file"]));
        Move("/file", "/moved", asDirectory);
    }

    [Test]
    public void Move_DeleteIsRefusedInFastMode_SaysThatTheCopyStays()
    {
        using var fast = NewFileSystem(S3Semantics.Fast);
        Files.File.WriteAllText("/file", Content);
        using (Server.Faults.On(S3Operation.DeleteObject).Key("file").Deny())
            Assert.That(() => fast.File.Move("/file", "/moved"), Throws.TypeOf<UnauthorizedAccessException>().With.Message.Contains("A copy of it is at '/moved'"));
    }

    [Test]
    public void Move_OverwritingAndDeleteIsRefused_SaysThatTheCopyStays()
    {
        Files.File.WriteAllText("/file", Content);
        Files.File.WriteAllText("/old", "old");
        using (Server.Faults.On(S3Operation.DeleteObject).Key("file").Deny())
            Assert.That(() => Files.File.Move("/file", "/old", overwrite: true), Throws.TypeOf<UnauthorizedAccessException>().With.Message.Contains("A copy of it is at '/old'"));

        Assert.That((Files.File.ReadAllText("/file"), Files.File.ReadAllText("/old")), Is.EqualTo((Content, Content)));
    }

    [Test]
    public void Move_DeleteIsCutOff_LeavesBothAndSaysSo([Values] S3Semantics semantics)
    {
        using var files = NewFileSystem(semantics);
        files.File.WriteAllText("/file", Content);
        using (Server.Faults.On(S3Operation.DeleteObject).Key("file").ResetConnection())
            Assert.That(() => files.File.Move("/file", "/moved"), Throws.InstanceOf<IOException>().With.Message.Contains("copied to '/moved'"));

        Assert.That((files.File.ReadAllText("/file"), files.File.ReadAllText("/moved")), Is.EqualTo((Content, Content)));
    }

    [Test]
    public void Move_AnswerToTheDeleteIsLost_IsMade([Values] S3Semantics semantics, [Values] bool asDirectory)
    {
        using var files = NewFileSystem(semantics);
        files.File.WriteAllText("/file", Content);
        using (Server.Faults.On(S3Operation.DeleteObject).Key("file").LoseAnswer())
            Move("/file", "/moved", asDirectory, files);

        Assert.That(files.Directory.GetFiles("/"), Is.EqualTo(["/moved"]));
    }

    [Test]
    public void Move_DeleteIsCutOffAndTheSourceRewritten_MovesTheNewest([Values(10, 4 * PartBytes)] int length, [Values] S3Semantics semantics)
    {
        using var files = NewFileSystem(semantics);
        using var other = NewFileSystem();
        files.File.WriteAllBytes("/file", Bytes(length, 1));
        using (Server.Faults.On(S3Operation.DeleteObject).Key("file").Nth(1).CallBefore(_ => other.File.WriteAllBytes("/file", Bytes(length, 2))))
        using (Server.Faults.On(S3Operation.DeleteObject).Key("file").Nth(1).ResetConnection())
            files.File.Move("/file", "/moved");

        Assert.That(files.Directory.GetFiles("/"), Is.EqualTo(["/moved"]));
        Assert.That(files.File.ReadAllBytes("/moved"), Is.EqualTo(Bytes(length, 2)));
    }

    [Test]
    public void Move_SourceIsRewrittenAndDeletedMeanwhile_IsMadeOrLeavesNothing([Values] S3Semantics semantics, [Values] bool overwrite)
    {
        using var files = NewFileSystem(semantics);
        using var other = NewFileSystem();
        files.File.WriteAllText("/file", Content);
        var isRewritten = false;
        using var rewrite = Server.Faults.On(S3Operation.DeleteObject).Key("file").Nth(1).CallBefore(_ =>
        {
            other.File.WriteAllText("/file", "newer");
            isRewritten = true;
        });
        using var delete = Server.Faults.On(S3Operation.HeadObject).Key("file").Where(_ => isRewritten).Nth(2).CallBefore(_ => other.File.Delete("/file"));

        if (overwrite)
        {
            files.File.Move("/file", "/moved", overwrite);
            Assert.That(files.File.ReadAllText("/moved"), Is.EqualTo(Content));
            return;
        }

        Assert.That(() => files.File.Move("/file", "/moved", overwrite), Throws.InstanceOf<FileNotFoundException>().Or.With.Message.Contains("A copy of it is at '/moved'"));
        Assert.That(files.File.Exists("/moved"), Is.EqualTo(semantics == S3Semantics.Fast), "a fast copy cannot be told from somebody else's");
    }

    [Test]
    public void Move_OverwritingAndSourceIsDeletedBeforeTheNextCopy_IsMade()
    {
        using var other = NewFileSystem();
        Files.File.WriteAllText("/file", Content);
        Files.File.WriteAllText("/old", "old");
        using var rewrite = Server.Faults.On(S3Operation.DeleteObject).Key("file").Nth(1).CallBefore(_ => other.File.WriteAllText("/file", "newer"));
        using var delete = Server.Faults.On(S3Operation.CopyObject).Nth(2).CallBefore(_ => other.File.Delete("/file"));

        Files.File.Move("/file", "/old", overwrite: true);

        Assert.That(delete.Hits, Is.EqualTo(1));
        Assert.That(Files.Directory.GetFiles("/"), Is.EqualTo(["/old"]));
        Assert.That(Files.File.ReadAllText("/old"), Is.EqualTo(Content));
    }

    [Test]
    public void Move_AnswerToTheCopyIsLost_IsMade()
    {
        Files.File.WriteAllText("/file", Content);
        using (Server.Faults.On(S3Operation.CopyObject).Nth(1).LoseAnswer())
            Files.File.Move("/file", "/moved");

        Assert.That(Files.Directory.GetFiles("/"), Is.EqualTo(["/moved"]));
    }

    [Test]
    public async Task Move_CancelledDuringTheCopy_IsMade([Values] S3Semantics semantics)
    {
        using var files = NewFileSystem(semantics);
        files.File.WriteAllText("/file", Content);
        using var cancellation = new CancellationTokenSource();
        using var hold = Server.Faults.On(S3Operation.CopyObject).Nth(1).Hold();
        var move = files.File.MoveAsync("/file", "/moved", cancellationToken: cancellation.Token);
        await hold.Arrived;
        await cancellation.CancelAsync();
        hold.Release();
        await move;

        Assert.That(files.Directory.GetFiles("/"), Is.EqualTo(["/moved"]));
    }

    [Test]
    public async Task DirectoryMove_AnswerToItsJournalIsLost_TakesEverythingBack([Values(1, 2)] int write)
    {
        Files.Directory.CreateDirectory("/tree");
        Files.File.WriteAllText("/tree/1", Content);
        Files.File.WriteAllText("/tree/2", Content);
        using (Server.Faults.On(S3Operation.PutObject).Where(put => put.Key.StartsWith(".vfs/moves/", StringComparison.Ordinal)).Nth(write).AnswerAfterProcessing(500))
            Assert.That(() => Files.Directory.Move("/tree", "/moved"), Throws.InstanceOf<IOException>());

        Assert.That(Server.GetKeys(Bucket), Is.EqualTo(["tree/", "tree/1", "tree/2"]));
        Assert.That(await Files.Recovery.FindAsync(), Is.Empty);
        Files.Directory.Move("/tree", "/moved");
    }

    private void Move(string source, string destination, bool asDirectory, S3FileSystem? files = null)
    {
        if (asDirectory)
            (files ?? Files).Directory.Move(source, destination);
        else
            (files ?? Files).File.Move(source, destination);
    }
}
