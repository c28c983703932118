namespace VfsStorage.Tests.Behaviour.Enumeration;

/// <summary>What all 60 ways to list a directory have in common.</summary>
public sealed class ListingTests(Backend backend) : FileSystemBehaviour(backend)
{
    private static IEnumerable<ListingCall> All => ListingCalls.All;

    [TestCaseSource(nameof(All))]
    public void List_EmptyDirectory_IsEmpty(ListingCall call) => Assert.That(call.Run(FileSystem, ADirectory()), Is.Empty);

    [TestCaseSource(nameof(All))]
    public void List_Missing_ThrowsAtTheCall(ListingCall call) =>
        Assert.That(() => { _ = call.Run(FileSystem, PathOf("missing")); }, Fails.DirectoryNotFound(PathOf("missing")));

    [TestCaseSource(nameof(All))]
    public void List_File_Throws(ListingCall call)
    {
        var path = AFile();
        Assert.That(() => { _ = call.Run(FileSystem, path); }, Fails.DirectoryNotFound(path));
        Assert.That(() => { _ = call.Run(FileSystem, path + "/child"); }, Fails.DirectoryNotFound(path + "/child"));
    }

    [TestCaseSource(nameof(All))]
    public void List_BadPath_Throws(ListingCall call)
    {
        Assert.That(() => { _ = call.Run(FileSystem, null!); }, Fails.ArgumentNull("path"));
        Assert.That(() => { _ = call.Run(FileSystem, ""); }, Fails.Argument("path"));
        Assert.That(() => { _ = call.Run(FileSystem, "a\0b"); }, Throws.TypeOf<ArgumentException>());
    }

    [TestCaseSource(nameof(All))]
    public void List_NeighbourHasTheNameAsPrefix_IsNotListed(ListingCall call)
    {
        ADirectory("foo");
        ADirectory("foobar");
        FileSystem.File.WriteAllText(PathOf("foobar", "f"), "");
        AFile("foo.bar");
        AFile("foo-");
        Assert.That(call.Run(FileSystem, PathOf("foo")), Is.Empty);
    }
}
