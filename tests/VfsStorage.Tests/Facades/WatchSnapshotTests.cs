using VfsStorage.Facades.Watching;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Tree;

namespace VfsStorage.Tests.Facades;

/// <summary>What is made of two listings.</summary>
public sealed class WatchSnapshotTests
{
    private static readonly DateTimeOffset Time = DateTimeOffset.UnixEpoch;

    [Test]
    public void ChangesTo_TheSame_None() => Assert.That(Of(File("a", "1")).ChangesTo(Of(File("a", "1"))), Is.Empty);

    [Test]
    public void ChangesTo_FileAppears_Created() =>
        Assert.That(Of().ChangesTo(Of(File("a", "1"))), Is.EqualTo(new[] { new WatchChange(WatcherChangeTypes.Created, "a") }));

    [Test]
    public void ChangesTo_FileVanishes_Deleted() =>
        Assert.That(Of(File("a", "1")).ChangesTo(Of()), Is.EqualTo(new[] { new WatchChange(WatcherChangeTypes.Deleted, "a") }));

    [Test]
    public void ChangesTo_OtherETag_Changed() =>
        Assert.That(Of(File("a", "1")).ChangesTo(Of(File("a", "2"))), Is.EqualTo(new[] { new WatchChange(WatcherChangeTypes.Changed, "a") }));

    [Test]
    public void ChangesTo_SameETagWrittenLater_IsAChangeOfMetadata() =>
        Assert.That(
            Of(File("a", "1")).ChangesTo(Of(File("a", "1", Time.AddSeconds(1)))),
            Is.EqualTo(new[] { new WatchChange(WatcherChangeTypes.Changed, "a") { IsMetadataOnly = true } }));

    [Test]
    public void ChangesTo_ETagMovesToAnotherName_Renamed() =>
        Assert.That(
            Of(File("a", "1")).ChangesTo(Of(File("b", "1"))),
            Is.EqualTo(new[] { new WatchChange(WatcherChangeTypes.Renamed, "b") { OldName = "a" } }));

    [Test]
    public void ChangesTo_ETagVanishesTwice_IsNoRename() =>
        Assert.That(
            Of(File("a", "1"), File("b", "1")).ChangesTo(Of(File("c", "1"))).Select(change => change.Type),
            Is.EqualTo(new[] { WatcherChangeTypes.Created, WatcherChangeTypes.Deleted, WatcherChangeTypes.Deleted }));

    [Test]
    public void ChangesTo_CopyAppears_IsNoRename() =>
        Assert.That(
            Of(File("a", "1")).ChangesTo(Of(File("a", "1"), File("b", "1"))),
            Is.EqualTo(new[] { new WatchChange(WatcherChangeTypes.Created, "b") }));

    [Test]
    public void ChangesTo_TreeMoves_RenamedAlone() =>
        Assert.That(
            Of(Folder("d"), Folder("d/s"), File("d/s/a", "1"), File("d-e", "2")).ChangesTo(Of(Folder("e"), Folder("e/s"), File("e/s/a", "1"), File("d-e", "2"))),
            Is.EqualTo(new[] { new WatchChange(WatcherChangeTypes.Renamed, "e") { OldName = "d", IsDirectory = true } }));

    [Test]
    public void ChangesTo_NewTreeIsAnother_IsNoRename() =>
        Assert.That(
            Of(Folder("d")).ChangesTo(Of(Folder("x"), Folder("x/e"))).Select(change => $"{change.Type} {change.Name} {change.OldName}"),
            Is.EqualTo(new[] { "Created x ", "Created x/e ", "Deleted d " }));

    [Test]
    public void ChangesTo_DirectoryMovesIntoAnother_Renamed() =>
        Assert.That(
            Of(Folder("d"), Folder("in")).ChangesTo(Of(Folder("in"), Folder("in/e"))),
            Is.EqualTo(new[] { new WatchChange(WatcherChangeTypes.Renamed, "in/e") { OldName = "d", IsDirectory = true } }));

    [Test]
    public void ChangesTo_TwoLikeDirectoriesVanish_AreNoRename() =>
        Assert.That(
            Of(Folder("a"), Folder("b")).ChangesTo(Of(Folder("c"))).Select(change => change.Type),
            Is.EqualTo(new[] { WatcherChangeTypes.Created, WatcherChangeTypes.Deleted, WatcherChangeTypes.Deleted }));

    [Test]
    public void ChangesTo_TreeMovesAndChanges_DirectoriesFirstAndLast() =>
        Assert.That(
            Of(Folder("d"), File("d/a", "1"), File("d/b", "2")).ChangesTo(Of(Folder("e"), File("e/a", "1"), File("e/c", "3"))).Select(change => $"{change.Type} {change.Name}"),
            Is.EqualTo(new[] { "Created e", "Renamed e/a", "Created e/c", "Deleted d/b", "Deleted d" }));

    [Test]
    public void ChangesTo_FileBecomesDirectory_DeletedAndCreated() =>
        Assert.That(
            Of(File("a", "1")).ChangesTo(Of(Folder("a"))).Select(change => (change.Type, change.IsDirectory)),
            Is.EqualTo(new[] { (WatcherChangeTypes.Created, true), (WatcherChangeTypes.Deleted, false) }));

    [TestCase(WatcherChangeTypes.Created, false, false, NotifyFilters.FileName)]
    [TestCase(WatcherChangeTypes.Renamed, false, false, NotifyFilters.FileName)]
    [TestCase(WatcherChangeTypes.Deleted, true, false, NotifyFilters.DirectoryName)]
    [TestCase(WatcherChangeTypes.Changed, false, false, NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.LastAccess | NotifyFilters.Security)]
    [TestCase(WatcherChangeTypes.Renamed, true, false, NotifyFilters.DirectoryName)]
    public void Filters_OfAChange_AreTheOnesThatShowIt(WatcherChangeTypes type, bool isDirectory, bool isMetadataOnly, NotifyFilters expected) =>
        Assert.That(new WatchChange(type, "a") { IsDirectory = isDirectory, IsMetadataOnly = isMetadataOnly }.Filters, Is.EqualTo(expected));

    [Test]
    public void Filters_OfMetadata_IncludeAttributes() =>
        Assert.That(
            new WatchChange(WatcherChangeTypes.Changed, "a") { IsMetadataOnly = true }.Filters.HasFlag(NotifyFilters.Attributes | NotifyFilters.Security), Is.True);

    private static WatchSnapshot Of(params (string Name, Entry Entry)[] found) =>
        new(found.ToDictionary(item => item.Name, item => item.Entry));

    private static (string Name, Entry Entry) File(string name, string etag, DateTimeOffset? time = null) =>
        (name, new Entry(PathOf(name), EntryKind.File) { Object = new ObjectInfo(name, 1, etag, time ?? Time) });

    private static (string Name, Entry Entry) Folder(string name) => (name, new Entry(PathOf(name), EntryKind.Directory));

    private static VirtualPath PathOf(string name) => VirtualPath.Root.AppendRelative(name);
}
