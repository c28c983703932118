using System.IO.Abstractions;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Tree.Leases;

/// <summary>"With locking: lease, FileShare.None holds between machines."</summary>
[TestFixture(S3Compatibility.Aws, S3StoreQuirks.None)]
[TestFixture(S3Compatibility.Minio, S3StoreQuirks.Minio)]
[TestFixture(S3Compatibility.Ceph, S3StoreQuirks.CephRgw16)]
internal sealed class FileLeaseTests(S3Compatibility compatibility, S3StoreQuirks quirks) : LeaseFixture(compatibility, quirks)
{
    [TestCase(FileMode.Open, FileAccess.Read, FileShare.Read)]
    [TestCase(FileMode.Open, FileAccess.ReadWrite, FileShare.None)]
    [TestCase(FileMode.Append, FileAccess.Write, FileShare.Read)]
    [TestCase(FileMode.Create, FileAccess.Write, FileShare.ReadWrite)]
    public void Open_ExclusiveElsewhere_SaysWhoHasItSinceWhen(FileMode mode, FileAccess access, FileShare share)
    {
        using var held = OpenAlone(One);

        var failure = Assert.Throws<IOException>(() => Other.File.Open("/file", mode, access, share).Dispose())!;

        Assert.That(failure.Message, Does.Contain("being used by another process").And.Contain($"process {Environment.ProcessId} on ").And.Contain("since"));
        Assert.That(Other.File.Exists("/file"), Is.True);
    }

    [Test]
    public void Calls_ExclusiveElsewhere_AreKeptOut()
    {
        Other.File.WriteAllText("/another", "");
        using var held = OpenAlone(One);

        Assert.Multiple(() =>
        {
            Assert.Throws<IOException>(() => Other.File.ReadAllText("/file"));
            Assert.Throws<IOException>(() => Other.File.WriteAllText("/file", "theirs"));
            Assert.Throws<IOException>(() => Other.File.AppendAllText("/file", "theirs"));
            Assert.Throws<IOException>(() => Other.File.Copy("/file", "/copy"));
            Assert.Throws<IOException>(() => Other.File.Copy("/another", "/file", overwrite: true));
        });
    }

    [Test]
    public void Close_OfAHandleThatShared_FindsTheFileTakenAndKeepsItsData()
    {
        var shared = Other.File.Open("/file", FileMode.Create, FileAccess.Write, FileShare.Read);
        shared.Write("theirs"u8);
        using (var held = OpenAlone(One))
        {
            Assert.That(Assert.Throws<IOException>(shared.Dispose)!.Message, Does.Contain("another process").And.Contain("vfs recover"));
            held.Write("new"u8);
        }

        Assert.That(Other.File.ReadAllText("/file"), Is.EqualTo("new"));
    }

    [Test]
    public void Close_GivesTheLeaseBack([Values] bool closeFails)
    {
        var held = OpenAlone(One);
        held.Write("new"u8);
        using (closeFails ? Server.Faults.On(S3Operation.PutObject).Key("file").Answer(403) : null)
        {
            if (closeFails)
                Assert.Throws<UnauthorizedAccessException>(held.Dispose);
            else
                held.Dispose();
        }

        Assert.That(LeaseObjects, Is.Zero);
        using var after = OpenAlone(Other);
        Assert.That(new StreamReader(after).ReadToEnd(), Is.EqualTo(closeFails ? "old" : "new"));
    }

    [Test]
    public void Open_FailsUnderTheLease_GivesItBack()
    {
        Assert.Throws<FileNotFoundException>(() => OpenAlone(One, FileMode.Open, "/missing"));

        Assert.That(LeaseObjects, Is.Zero);
    }

    [Test]
    public async Task Lease_WhileTheFileIsOpen_IsRenewedAndHidden()
    {
        using var held = OpenAlone(One);
        for (var renewal = 1; renewal <= 6; renewal++)
        {
            var before = Server.Requests.Mark;
            StoreTime.Advance(Duration / 3);
            OtherTime.Advance(Duration / 3);
            // One that comes due while the one before has not ended yet is left out.
            while (Server.Requests.Since(before).CountOf(S3Operation.PutObject) == 0)
            {
                OneTime.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        }

        Assert.Throws<IOException>(() => OpenAlone(Other));
        Assert.That(Other.Directory.GetFileSystemEntries("/"), Is.EqualTo(["/file"]));
        Assert.That(LeaseObjects, Is.EqualTo(1));
    }

    [TestCase(FileMode.Open)]
    [TestCase(FileMode.Create)]
    [TestCase(FileMode.Append)]
    public async Task Lease_RanOut_IsTakenOverAndItsOldHolderCannotCommitAndKeepsItsData(FileMode mode)
    {
        var held = OpenAlone(One, mode);
        held.Write("lost"u8);
        SleepThroughTheLease();

        using (var successor = OpenAlone(Other, FileMode.Create))
        {
            Assert.That(Assert.Throws<IOException>(held.Dispose)!.Message, Does.Contain("lease").And.Contain("vfs recover"));
            successor.Write("next"u8);
        }

        Assert.That(Other.File.ReadAllText("/file"), Is.EqualTo("next"));
        Assert.That(LeaseObjects, Is.Zero, "The old holder left its successor's lease alone, who gave it back.");
        var kept = (await One.Recovery.FindAsync()).Single();
        Assert.That(File.ReadAllText(kept.Source), Is.EqualTo("lost"));
    }

    [Test]
    public async Task Recover_LeaseLostAfterAFlush_DoesNotTakeTheFlushForTheRest()
    {
        var held = (FileSystemStream)OpenAlone(One);
        held.Write("first"u8);
        held.Flush(flushToDisk: true);
        held.Write("rest"u8);
        SleepThroughTheLease();
        OpenAlone(Other).Dispose();
        Assert.Throws<IOException>(held.Dispose);

        var kept = (await One.Recovery.FindAsync()).Single();
        Assert.That(() => One.Recovery.ResumeAsync(kept), Throws.InstanceOf<IOException>());

        Assert.That(File.ReadAllText(kept.Source), Is.EqualTo("firstrest"));
    }

    [Test]
    public void Append_OfManyParts_IsFencedToo()
    {
        var held = OpenAlone(One, FileMode.Append);
        held.Write(new byte[12 << 20]);
        SleepThroughTheLease();

        using var successor = OpenAlone(Other);

        Assert.Throws<IOException>(held.Dispose);
        Assert.That(successor.Length, Is.EqualTo(3));
    }

    [Test]
    public async Task Commit_OnItsWayWhenTheLeaseIsTakenOver_FailsBehindTheFence([Values("/file", "/new")] string path)
    {
        var held = OpenAlone(One, FileMode.OpenOrCreate, path);
        held.Write("late"u8);
        using var way = Server.Faults.On(S3Operation.PutObject).Key(path[1..]).Times(1).Hold();
        var close = Task.Run(held.Dispose);
        await way.Arrived;
        SleepThroughTheLease();

        // It was confirmed in time, and is still on its way when the successor has opened the file.
        using (var successor = OpenAlone(Other, FileMode.OpenOrCreate, path))
        {
            way.Release();
            Assert.ThrowsAsync<IOException>(() => close);
            Assert.That(new StreamReader(successor, leaveOpen: true).ReadToEnd(), Is.EqualTo(path == "/file" ? "old" : ""));
            successor.SetLength(0);
            successor.Write("next"u8);
        }

        Assert.That(Other.File.ReadAllText(path), Is.EqualTo("next"));
    }

    [Test]
    public async Task Open_16AtOnceExclusively_HasOneWinner([Values] bool afterACrash)
    {
        var dead = OpenAlone(One);
        if (afterACrash)
            SleepThroughTheLease();
        else
            dead.Dispose();
        var machines = Enumerable.Range(0, 16).Select(_ => NewMachine(OtherTime)).ToList();

        var opened = await Task.WhenAll(machines.Select(each => Task.Run(() =>
        {
            try
            {
                return OpenAlone(each);
            }
            catch (IOException)
            {
                return null;
            }
        })));

        Assert.That(opened.Count(stream => stream is not null), Is.EqualTo(1));
        opened.Single(stream => stream is not null)!.Dispose();
    }

    [Test]
    public void Clock_FarAheadOfTheOthers_TakesNoLeaseThatHolds()
    {
        using var held = OpenAlone(One);
        OtherTime.Advance(TimeSpan.FromDays(2));

        Assert.Multiple(() =>
        {
            Assert.Throws<IOException>(() => OpenAlone(Other));
            Assert.Throws<IOException>(() => Other.File.WriteAllText("/file", "theirs"));
        });
        Assert.That(LeaseObjects, Is.EqualTo(1), "What told the time is gone.");
    }

    [Test]
    public void Clock_BehindTheOthers_FindsOutLater()
    {
        OpenAlone(One);
        StoreTime.Advance(TimeSpan.FromMinutes(10));
        Assert.Throws<IOException>(() => OpenAlone(Other));

        OtherTime.Advance(TimeSpan.FromMinutes(1));

        Assert.DoesNotThrow(() => OpenAlone(Other).Dispose());
    }

    [Test]
    public void Requests_OfAnEditUnderALease_AreFourMore()
    {
        var (plain, alone) = (CountOf(NewMachine(OneTime, S3Locking.Process)), CountOf(NewMachine(OneTime)));

        // The lease is looked for, taken, confirmed, and given back, which takes a look where deletes are not conditional.
        Assert.That(alone - plain, Is.EqualTo(Compatibility == S3Compatibility.Aws ? 4 : 5));

        int CountOf(S3FileSystem files)
        {
            var before = Server.Requests.Mark;
            using (var stream = OpenAlone(files))
                stream.Write("x"u8);
            return Server.Requests.Since(before).Count;
        }
    }

    private S3Compatibility Compatibility { get; } = compatibility;
}
