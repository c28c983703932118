namespace VfsStorage.Tests.Behaviour.Enumeration;

/// <summary>What each of the 60 ways to list a directory finds in the same tree.</summary>
public sealed class ListingResultTests(Backend backend) : SharedTreeBehaviour(backend)
{
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

    protected override void MakeTree()
    {
        FileSystem.Directory.CreateDirectory(PathOf("dir", "sub"));
        ADirectory("empty");
        AFile("a.txt");
        AFile(".hidden");
        FileSystem.File.WriteAllText(PathOf("dir", "b.txt"), "");
        FileSystem.File.WriteAllText(PathOf("dir", "sub", "c.txt"), "");
    }

    private void AssertLists(ListingCall call, params string[] expected) =>
        Assert.That(call.Run(FileSystem, Root), Is.EquivalentTo(expected.Select(name => PathOf(name))));
}
