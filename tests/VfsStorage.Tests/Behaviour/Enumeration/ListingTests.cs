namespace VfsStorage.Tests.Behaviour.Enumeration;

/// <summary>What all 60 ways to list a directory have in common.</summary>
public sealed class ListingTests(Backend backend) : FileSystemBehaviour(backend)
{
    private static IEnumerable<ListingCall> All => ListingCalls.All;

    private static IEnumerable<ListingCall> Files => ListingCalls.Files;

    private static IEnumerable<ListingCall> Directories => ListingCalls.Directories;

    private static IEnumerable<ListingCall> Entries => ListingCalls.Entries;

    private static IEnumerable<ListingCall> FilesBelow => ListingCalls.FilesBelow;

    private static IEnumerable<ListingCall> DirectoriesBelow => ListingCalls.DirectoriesBelow;

    private static IEnumerable<ListingCall> EntriesBelow => ListingCalls.EntriesBelow;

    [TestCaseSource(nameof(Files))]
    public void List_Files_OfOneDirectory(ListingCall call) => AssertLists(call, "a.txt", ".hidden");

    [TestCaseSource(nameof(Directories))]
    public void List_Directories_OfOneDirectory(ListingCall call) => AssertLists(call, "dir", "empty");

    [TestCaseSource(nameof(Entries))]
    public void List_Entries_OfOneDirectory(ListingCall call) => AssertLists(call, "a.txt", ".hidden", "dir", "empty");

    [TestCaseSource(nameof(FilesBelow))]
    public void List_Files_OfTheTree(ListingCall call) => AssertLists(call, "a.txt", ".hidden", "dir/b.txt", "dir/sub/c.txt");

    [TestCaseSource(nameof(DirectoriesBelow))]
    public void List_Directories_OfTheTree(ListingCall call) => AssertLists(call, "dir", "dir/sub", "empty");

    [TestCaseSource(nameof(EntriesBelow))]
    public void List_Entries_OfTheTree(ListingCall call) =>
        AssertLists(call, "a.txt", ".hidden", "dir", "dir/b.txt", "dir/sub", "dir/sub/c.txt", "empty");

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

    private void AssertLists(ListingCall call, params string[] expected)
    {
        FileSystem.Directory.CreateDirectory(PathOf("dir", "sub"));
        ADirectory("empty");
        AFile("a.txt");
        AFile(".hidden");
        FileSystem.File.WriteAllText(PathOf("dir", "b.txt"), "");
        FileSystem.File.WriteAllText(PathOf("dir", "sub", "c.txt"), "");
        Assert.That(call.Run(FileSystem, Root), Is.EquivalentTo(expected.Select(name => PathOf(name))));
    }
}
