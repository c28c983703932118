using System.IO.Abstractions;

namespace VfsStorage.Tests.Behaviour.Metadata;

/// <summary>Creation, access and write times, got and set in every way.</summary>
public sealed class TimeTests(Backend backend) : FileSystemBehaviour(backend)
{
    private static readonly DateTime NoTime = new(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly DateTime Some = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(1_234_567);

    private static readonly DateTime[] Instants =
    [
        new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        new DateTime(1969, 12, 31, 23, 59, 59, DateTimeKind.Utc).AddTicks(9_999_999),
        new DateTime(1955, 5, 5, 5, 5, 5, DateTimeKind.Utc).AddTicks(1),
        new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc).AddTicks(1),
        new DateTime(2023, 7, 15, 12, 0, 0, DateTimeKind.Utc).AddTicks(9_999_999),
    ];

    private static IEnumerable<TimeAccess> Accesses => TimeAccess.All;

    [Test]
    [Combinatorial]
    public void Set_File_IsReadBackToTheTick(
        [ValueSource(nameof(Accesses))] TimeAccess access, [ValueSource(nameof(Instants))] DateTime instant)
    {
        var path = AFile();
        access.Set(FileSystem, path, access.Utc ? instant : instant.ToLocalTime());
        Assert.That(access.Get(FileSystem, path).ToUniversalTime(), Is.EqualTo(instant));
    }

    [TestCaseSource(nameof(Accesses))]
    public void Set_Directory_IsReadBackToTheTick(TimeAccess access)
    {
        var path = ADirectory();
        access.Set(FileSystem, path, access.Utc ? Some : Some.ToLocalTime());
        Assert.That(access.Get(FileSystem, path).ToUniversalTime(), Is.EqualTo(Some));
    }

    [TestCaseSource(nameof(Accesses))]
    public void Get_Any_HasTheKindOfTheMember(TimeAccess access)
    {
        Assert.That(access.Get(FileSystem, AFile()).Kind, Is.EqualTo(access.Utc ? DateTimeKind.Utc : DateTimeKind.Local));
        Assert.That(access.Get(FileSystem, ADirectory()).Kind, Is.EqualTo(access.Utc ? DateTimeKind.Utc : DateTimeKind.Local));
    }

    [TestCaseSource(nameof(Accesses))]
    public void Set_KindUnspecified_IsTakenAsTheMembersKind(TimeAccess access)
    {
        var path = AFile();
        var unspecified = DateTime.SpecifyKind(Some, DateTimeKind.Unspecified);
        access.Set(FileSystem, path, unspecified);
        Assert.That(DateTime.SpecifyKind(access.Get(FileSystem, path), DateTimeKind.Unspecified), Is.EqualTo(unspecified));
    }

    [TestCaseSource(nameof(Accesses))]
    public void Set_OtherKind_IsConverted(TimeAccess access)
    {
        var path = AFile();
        access.Set(FileSystem, path, access.Utc ? Some.ToLocalTime() : Some);
        Assert.That(access.Get(FileSystem, path).ToUniversalTime(), Is.EqualTo(Some));
    }

    [TestCaseSource(nameof(Accesses))]
    public void Get_Missing_Is1601(TimeAccess access)
    {
        Assert.That(access.Get(FileSystem, MissingFile).ToUniversalTime(), Is.EqualTo(NoTime));
        Assert.That(access.Get(FileSystem, FileInMissingDirectory).ToUniversalTime(), Is.EqualTo(NoTime));
        Assert.That(access.Get(FileSystem, AFile() + "/child").ToUniversalTime(), Is.EqualTo(NoTime));
    }

    [TestCaseSource(nameof(Accesses))]
    public void Set_Missing_Throws(TimeAccess access)
    {
        Assert.That(() => access.Set(FileSystem, MissingFile, Some), Fails.FileNotFound(MissingFile));
        Assert.That(() => access.Set(FileSystem, FileInMissingDirectory, Some), Fails.DirectoryNotFound(FileInMissingDirectory));
    }

    [TestCaseSource(nameof(Accesses))]
    public void GetSet_BadPath_Throws(TimeAccess access)
    {
        Assert.That(() => access.Get(FileSystem, ""), Throws.TypeOf<ArgumentException>());
        Assert.That(() => access.Get(FileSystem, null!), Throws.ArgumentNullException);
        Assert.That(() => access.Set(FileSystem, "", Some), Throws.TypeOf<ArgumentException>());
        Assert.That(() => access.Set(FileSystem, null!, Some), Throws.ArgumentNullException);
        Assert.That(() => access.Set(FileSystem, "a\0b", Some), Throws.TypeOf<ArgumentException>());
    }

    [TestCaseSource(nameof(Accesses))]
    public void Get_NewFile_IsNow(TimeAccess access)
    {
        var before = DateTime.UtcNow.AddMinutes(-2);
        var path = AFile();
        Assert.That(access.Get(FileSystem, path).ToUniversalTime(), Is.InRange(before, DateTime.UtcNow.AddMinutes(2)));
        Assert.That(access.Get(FileSystem, ADirectory()).ToUniversalTime(), Is.InRange(before, DateTime.UtcNow.AddMinutes(2)));
    }

    private static readonly TestCaseData[] Writes =
    [
        new TestCaseData((Action<IFile, string>)((file, path) => file.WriteAllText(path, "other"))).SetArgDisplayNames("write"),
        new TestCaseData((Action<IFile, string>)((file, path) => file.AppendAllText(path, "more"))).SetArgDisplayNames("append"),
        new TestCaseData((Action<IFile, string>)((file, path) => file.Create(path).Dispose())).SetArgDisplayNames("create"),
        new TestCaseData((Action<IFile, string>)Edit).SetArgDisplayNames("edit"),
    ];

    [TestCaseSource(nameof(Writes))]
    public void Write_Existing_LeavesTheAccessTime(Action<IFile, string> write)
    {
        var path = AFile();
        FileSystem.File.SetLastAccessTimeUtc(path, Some.AddDays(1));
        write(FileSystem.File, path);
        Assert.That(FileSystem.File.GetLastAccessTimeUtc(path), Is.EqualTo(Some.AddDays(1)));
    }

    [TestCaseSource(nameof(Writes))]
    public void Write_Existing_IsNoAccess(Action<IFile, string> write)
    {
        var path = AFile();
        var accessed = FileSystem.File.GetLastAccessTimeUtc(path);
        write(FileSystem.File, path);
        Assert.That(FileSystem.File.GetLastAccessTimeUtc(path), Is.EqualTo(accessed));
    }

    [Test]
    public void Set_AccessTime_LeavesTheWriteTime()
    {
        var path = AFile();
        FileSystem.File.SetLastWriteTimeUtc(path, Some);
        FileSystem.File.SetLastAccessTimeUtc(path, Some.AddDays(1));
        Assert.That(FileSystem.File.GetLastWriteTimeUtc(path), Is.EqualTo(Some));
        Assert.That(FileSystem.File.GetLastAccessTimeUtc(path), Is.EqualTo(Some.AddDays(1)));
    }

    [Test]
    public void Set_WriteTime_LeavesTheAccessTime()
    {
        var path = AFile();
        FileSystem.File.SetLastAccessTimeUtc(path, Some.AddDays(1));
        FileSystem.File.SetLastWriteTimeUtc(path, Some);
        Assert.That(FileSystem.File.GetLastAccessTimeUtc(path), Is.EqualTo(Some.AddDays(1)));
    }

    [Test]
    public void Set_WriteTimeInTheFuture_IsKept()
    {
        var path = AFile();
        var future = new DateTime(2150, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        FileSystem.File.SetLastWriteTimeUtc(path, future);
        Assert.That(FileSystem.File.GetLastWriteTimeUtc(path), Is.EqualTo(future));
    }

    [Test]
    public void Set_Times_KeepContentAndMode()
    {
        var path = AFile();
        var mode = FileSystem.File.GetUnixFileMode(path);
        foreach (var access in TimeAccess.All)
            access.Set(FileSystem, path, Some);
        Assert.That(TextOf(path), Is.EqualTo("content"));
        Assert.That(FileSystem.File.GetUnixFileMode(path), Is.EqualTo(mode));
    }

    [Test]
    public void Set_TimeOfDirectory_KeepsWhatIsInIt()
    {
        var path = ADirectory();
        FileSystem.File.WriteAllText(path + "/f", "");
        FileSystem.Directory.SetLastWriteTimeUtc(path, Some);
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/", "directory/f" }));
    }

    [Test]
    public void Write_AfterSet_MovesTheWriteTimeToNow()
    {
        var path = AFile();
        FileSystem.File.SetLastWriteTimeUtc(path, Some);
        FileSystem.File.WriteAllText(path, "new");
        Assert.That(FileSystem.File.GetLastWriteTimeUtc(path), Is.GreaterThan(Some.AddYears(5)));
        FileSystem.File.SetLastWriteTimeUtc(path, Some);
        FileSystem.File.AppendAllText(path, "more");
        Assert.That(FileSystem.File.GetLastWriteTimeUtc(path), Is.GreaterThan(Some.AddYears(5)));
    }

    [Test]
    public void Read_AfterSet_KeepsTheWriteTime()
    {
        var path = AFile();
        FileSystem.File.SetLastWriteTimeUtc(path, Some);
        Assert.That(TextOf(path), Is.EqualTo("content"));
        Assert.That(FileSystem.File.GetLastWriteTimeUtc(path), Is.EqualTo(Some));
    }

    [Test]
    public void Get_LocalAndUtc_AreTheSameInstant()
    {
        var path = AFile();
        Assert.That(FileSystem.File.GetLastWriteTime(path).ToUniversalTime(), Is.EqualTo(FileSystem.File.GetLastWriteTimeUtc(path)));
        Assert.That(FileSystem.FileInfo.New(path).LastWriteTimeUtc, Is.EqualTo(FileSystem.File.GetLastWriteTimeUtc(path)));
        Assert.That(FileSystem.DirectoryInfo.New(Root).EnumerateFiles().Single().LastWriteTimeUtc,
            Is.EqualTo(FileSystem.File.GetLastWriteTimeUtc(path)));
    }

    [Test]
    public void Get_TrailingSeparator_OfDirectoryWorks()
    {
        var path = ADirectory();
        FileSystem.Directory.SetLastWriteTimeUtc(path + "/", Some);
        Assert.That(FileSystem.Directory.GetLastWriteTimeUtc(path + "/"), Is.EqualTo(Some));
        Assert.That(FileSystem.Directory.GetLastWriteTimeUtc(path), Is.EqualTo(Some));
    }

    [Test]
    public void Get_CreationTimeNotSet_DoesNotChangeWithReads()
    {
        var path = AFile();
        var created = FileSystem.File.GetCreationTimeUtc(path);
        Assert.That(TextOf(path), Is.EqualTo("content"));
        Assert.That(FileSystem.File.GetCreationTimeUtc(path), Is.EqualTo(created));
    }

    private static void Edit(IFile file, string path)
    {
        using var stream = file.OpenWrite(path);
        stream.WriteByte(1);
    }
}
