using System.Diagnostics.CodeAnalysis;

namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>What the members that read and write content do with paths that cannot work.</summary>
[SuppressMessage("Usage", "NUnit1001", Justification = "The tables hold one delegate a row.")]
public sealed class ContentPathTests(Backend backend) : FileSystemBehaviour(backend)
{
    private static IEnumerable<PathCall> All => ContentCalls.All;

    private static IEnumerable<PathCall> Reads => ContentCalls.Reads;

    private static IEnumerable<PathCall> Creations => ContentCalls.Creations;

    [TestCaseSource(nameof(All))]
    public void Call_PathNull_Throws(PathCall call) =>
        Assert.That(() => call.Run(FileSystem, null!), Fails.ArgumentNull(call.Parameter));

    [TestCaseSource(nameof(All))]
    public void Call_PathEmpty_Throws(PathCall call) =>
        Assert.That(() => call.Run(FileSystem, ""), Fails.Argument(call.Parameter));

    [TestCaseSource(nameof(All))]
    public void Call_PathHasNul_Throws(PathCall call) =>
        Assert.That(() => call.Run(FileSystem, PathOf("a\0b")), Fails.Argument(call.Parameter));

    [TestCaseSource(nameof(All))]
    public void Call_ParentMissing_Throws(PathCall call) =>
        Assert.That(() => call.Run(FileSystem, FileInMissingDirectory), Fails.DirectoryNotFound(FileInMissingDirectory));

    [TestCaseSource(nameof(All))]
    public void Call_ParentIsFile_Throws(PathCall call)
    {
        var path = AFile() + "/child.txt";
        Assert.That(() => call.Run(FileSystem, path), Fails.DirectoryNotFound(path));
    }

    [TestCaseSource(nameof(All))]
    public void Call_PathIsDirectory_Throws(PathCall call)
    {
        var path = ADirectory();
        Assert.That(() => call.Run(FileSystem, path), Fails.AccessDenied(path));
    }

    [TestCaseSource(nameof(Reads))]
    public void Read_FileWithTrailingSeparator_Throws(PathCall call)
    {
        var path = AFile() + "/";
        Assert.That(() => call.Run(FileSystem, path), Fails.DirectoryNotFound(path));
    }

    [TestCaseSource(nameof(Reads))]
    public void Read_MissingWithTrailingSeparator_Throws(PathCall call)
    {
        var path = MissingFile + "/";
        Assert.That(() => call.Run(FileSystem, path), Fails.FileNotFound(path));
    }

    [TestCaseSource(nameof(Creations))]
    public void Create_FileWithTrailingSeparator_Throws(PathCall call)
    {
        var path = AFile() + "/";
        Assert.That(() => call.Run(FileSystem, path), Fails.AccessDenied(path));
    }

    [TestCaseSource(nameof(All))]
    public void Call_DirectoryWithTrailingSeparator_Throws(PathCall call)
    {
        var path = ADirectory() + "/";
        Assert.That(() => call.Run(FileSystem, path), Fails.AccessDenied(path));
    }

    [TestCaseSource(nameof(Reads))]
    public void Read_FileMissing_ThrowsNamingIt(PathCall call) =>
        Assert.That(() => call.Run(FileSystem, MissingFile), Fails.FileNotFound(MissingFile));

    [TestCaseSource(nameof(Reads))]
    public void Read_FileMissing_CreatesNothing(PathCall call)
    {
        Assert.That(() => call.Run(FileSystem, MissingFile), Throws.Exception);
        Assert.That(Tree(), Is.Empty);
    }

    [TestCaseSource(nameof(Reads))]
    public void Read_PathIsNotNormal_FindsTheFile(PathCall call)
    {
        AFile();
        ADirectory();
        var path = Root + "//directory/.././file.txt";
        Assert.That(() => call.Run(FileSystem, path), Throws.Nothing);
    }

    [TestCaseSource(nameof(Reads))]
    public void Read_FileExists_LeavesItAlone(PathCall call)
    {
        var path = AFile();
        call.Run(FileSystem, path);
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }

    [TestCaseSource(nameof(Creations))]
    public void Create_FileMissing_MakesIt(PathCall call)
    {
        call.Run(FileSystem, MissingFile);
        Assert.That(FileSystem.File.Exists(MissingFile), Is.True);
    }

    [TestCaseSource(nameof(Creations))]
    public void Create_PathIsNotNormal_MakesItInTheRightPlace(PathCall call)
    {
        ADirectory();
        call.Run(FileSystem, Root + "/directory/..//./new.txt");
        Assert.That(Tree(), Is.EqualTo(new[] { "directory/", "new.txt" }));
    }

    [TestCaseSource(nameof(Creations))]
    public void Create_ParentMissing_MakesNothing(PathCall call)
    {
        Assert.That(() => call.Run(FileSystem, FileInMissingDirectory), Throws.Exception);
        Assert.That(Tree(), Is.Empty);
    }

    [TestCaseSource(nameof(Creations))]
    public void Create_MissingFileWithTrailingSeparator_Throws(PathCall call)
    {
        var path = MissingFile + "/";
        Assert.That(() => call.Run(FileSystem, path), Fails.AccessDenied(path));
        Assert.That(Tree(), Is.Empty);
    }
}
