using System.Collections.Concurrent;
using System.IO.Abstractions;

namespace VfsStorage.Tests.Behaviour.Watching;

/// <summary>Events of a watcher; they may come late, so every test waits for the one it is about.</summary>
public sealed class WatcherTests(Backend backend) : FileSystemBehaviour(backend)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly BlockingCollection<FileSystemEventArgs> _events = [];

    private IFileSystemWatcher? _watcher;

    [TearDown]
    public void StopWatching()
    {
        _watcher?.Dispose();
        _events.Dispose();
    }

    [Test]
    public void Created_File_IsRaised()
    {
        Watch();
        AFile("new.txt");
        var raised = WaitFor(WatcherChangeTypes.Created, "new.txt");
        Assert.That(raised.FullPath, Is.EqualTo(PathOf("new.txt")));
    }

    [Test]
    public void Created_Directory_IsRaised()
    {
        Watch();
        ADirectory("new");
        Assert.That(WaitFor(WatcherChangeTypes.Created, "new").FullPath, Is.EqualTo(PathOf("new")));
    }

    [Test]
    public void Changed_Content_IsRaised()
    {
        AFile();
        Watch();
        FileSystem.File.AppendAllText(PathOf("file.txt"), "more");
        Assert.That(WaitFor(WatcherChangeTypes.Changed, "file.txt").FullPath, Is.EqualTo(PathOf("file.txt")));
    }

    [Test]
    public void Deleted_File_IsRaised()
    {
        AFile();
        Watch();
        FileSystem.File.Delete(PathOf("file.txt"));
        Assert.That(WaitFor(WatcherChangeTypes.Deleted, "file.txt").FullPath, Is.EqualTo(PathOf("file.txt")));
    }

    [Test]
    public void Renamed_File_IsRaised()
    {
        AFile();
        Watch();
        FileSystem.File.Move(PathOf("file.txt"), PathOf("renamed.txt"));
        var raised = (RenamedEventArgs)WaitFor(WatcherChangeTypes.Renamed, "renamed.txt");
        Assert.That((raised.OldName, raised.OldFullPath), Is.EqualTo(("file.txt", PathOf("file.txt"))));
    }

    [Test]
    public void Renamed_Directory_IsRaised()
    {
        ADirectory("moved0");
        AFile("moved0/inner.txt");
        Watch(watcher => watcher.Filter = "moved*");
        // A move that is seen half done shows as what it is then: the next one will be seen whole.
        for (var i = 1; i < 20; i++)
        {
            FileSystem.Directory.Move(PathOf($"moved{i - 1}"), PathOf($"moved{i}"));
            if (WaitFor(WatcherChangeTypes.Renamed | WatcherChangeTypes.Created, $"moved{i}") is RenamedEventArgs raised)
            {
                Assert.That((raised.OldName, raised.OldFullPath), Is.EqualTo(($"moved{i - 1}", PathOf($"moved{i - 1}"))));
                return;
            }
        }

        Assert.Fail("No move of a directory was raised as one.");
    }

    [TestCase(NotifyFilters.LastAccess)]
    [TestCase(NotifyFilters.LastWrite)]
    [TestCase(NotifyFilters.Security)]
    [TestCase(NotifyFilters.Size)]
    public void NotifyFilter_OfContent_LetsAnAppendThrough(NotifyFilters filter)
    {
        AFile();
        Watch(watcher => watcher.NotifyFilter = filter);
        FileSystem.File.AppendAllText(PathOf("file.txt"), "more");
        WaitFor(WatcherChangeTypes.Changed, "file.txt");
    }

    [Test]
    public void Filter_Pattern_LeavesOthersOut()
    {
        Watch(watcher => watcher.Filter = "*.txt");
        AFile("other.log");
        AFile("wanted.txt");
        WaitFor(WatcherChangeTypes.Created, "wanted.txt");
        Assert.That(_events.Select(raised => raised.Name), Does.Not.Contain("other.log"));
    }

    [Test]
    public void Filters_Several_TakeAll()
    {
        Watch(watcher =>
        {
            watcher.Filters.Add("*.txt");
            watcher.Filters.Add("*.log");
        });
        AFile("no.bin");
        AFile("one.txt");
        AFile("two.log");
        WaitFor(WatcherChangeTypes.Created, "one.txt");
        WaitFor(WatcherChangeTypes.Created, "two.log");
        Assert.That(_events.Select(raised => raised.Name), Does.Not.Contain("no.bin"));
    }

    [Test]
    public void IncludeSubdirectories_Set_SeesBelow()
    {
        ADirectory();
        Watch(watcher => watcher.IncludeSubdirectories = true);
        FileSystem.File.WriteAllText(PathOf("directory", "f"), "");
        Assert.That(WaitFor(WatcherChangeTypes.Created, "directory/f").FullPath, Is.EqualTo(PathOf("directory", "f")));
    }

    [Test]
    public void IncludeSubdirectories_NotSet_SeesOnlyItsOwn()
    {
        ADirectory();
        Watch();
        FileSystem.File.WriteAllText(PathOf("directory", "f"), "");
        AFile("own");
        WaitFor(WatcherChangeTypes.Created, "own");
        Assert.That(_events.Select(raised => raised.Name), Does.Not.Contain("directory/f"));
    }

    [Test]
    public void EnableRaisingEvents_SwitchedOff_IsQuiet()
    {
        Watch();
        AFile("first");
        WaitFor(WatcherChangeTypes.Created, "first");
        _watcher!.EnableRaisingEvents = false;
        AFile("unseen");
        _watcher.EnableRaisingEvents = true;
        AFile("second");
        WaitFor(WatcherChangeTypes.Created, "second");
        Assert.That(_events.Select(raised => raised.Name), Does.Not.Contain("unseen"));
    }

    [Test]
    public void EnableRaisingEvents_DirectoryGone_DoesNotThrow()
    {
        using var watcher = FileSystem.FileSystemWatcher.New(ADirectory());
        FileSystem.Directory.Delete(PathOf("directory"));
        Assert.That(() => watcher.EnableRaisingEvents = true, Throws.Nothing);
    }

    [Test]
    public void New_WithoutPath_WatchesNothingYet()
    {
        using var watcher = FileSystem.FileSystemWatcher.New();
        Assert.That((watcher.Path, watcher.Filter, watcher.EnableRaisingEvents), Is.EqualTo(("", "*", false)));
        watcher.Path = Root;
        Assert.That(watcher.Path, Is.EqualTo(Root));
    }

    [Test]
    public void Properties_New_HaveTheDefaults()
    {
        using var watcher = FileSystem.FileSystemWatcher.New(Root);
        Assert.That((watcher.Path, watcher.Filter, watcher.IncludeSubdirectories, watcher.EnableRaisingEvents),
            Is.EqualTo((Root, "*", false, false)));
        Assert.That(watcher.NotifyFilter, Is.EqualTo(NotifyFilters.LastWrite | NotifyFilters.FileName | NotifyFilters.DirectoryName));
        Assert.That(watcher.InternalBufferSize, Is.EqualTo(8192));
        Assert.That(watcher.Filters, Is.Empty);
        Assert.That((watcher.Container, watcher.Site, watcher.SynchronizingObject), Is.EqualTo(((object?)null, (object?)null, (object?)null)));
        Assert.That(watcher.FileSystem, Is.SameAs(FileSystem));
        Assert.That(FileSystem.FileSystemWatcher.FileSystem, Is.SameAs(FileSystem));
    }

    [Test]
    public void Properties_Set_AreKept()
    {
        ADirectory();
        using var watcher = FileSystem.FileSystemWatcher.New(Root, "*.txt");
        Assert.That(watcher.Filter, Is.EqualTo("*.txt"));
        watcher.BeginInit();
        watcher.Path = PathOf("directory");
        watcher.NotifyFilter = NotifyFilters.Size;
        watcher.InternalBufferSize = 16_384;
        watcher.Site = null;
        watcher.SynchronizingObject = null;
        watcher.EndInit();
        Assert.That((watcher.Path, watcher.NotifyFilter, watcher.InternalBufferSize), Is.EqualTo((PathOf("directory"), NotifyFilters.Size, 16_384)));
    }

    [Test]
    public void Path_Bad_Throws()
    {
        using var watcher = FileSystem.FileSystemWatcher.New(Root);
        Assert.That(() => watcher.Path = PathOf("missing"), Throws.TypeOf<ArgumentException>());
        Assert.That(() => FileSystem.FileSystemWatcher.New(PathOf("missing")), Throws.TypeOf<ArgumentException>());
        Assert.That(() => FileSystem.FileSystemWatcher.New(null!), Throws.ArgumentNullException);
        Assert.That(() => FileSystem.FileSystemWatcher.New(""), Throws.TypeOf<ArgumentException>());
        Assert.That(() => FileSystem.FileSystemWatcher.New(Root, null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Wrap_Null_IsNull() => Assert.That(FileSystem.FileSystemWatcher.Wrap(null), Is.Null);

    [Test]
    public void Dispose_Twice_DoesNotThrow()
    {
        var watcher = FileSystem.FileSystemWatcher.New(Root);
        watcher.EnableRaisingEvents = true;
        watcher.Dispose();
        Assert.That(watcher.Dispose, Throws.Nothing);
    }

    [Test]
    public void Handlers_Removed_AreNotCalled()
    {
        var called = false;
        Watch();
        FileSystemEventHandler handler = (_, _) => called = true;
        ErrorEventHandler failed = (_, _) => called = true;
        RenamedEventHandler renamed = (_, _) => called = true;
        _watcher!.Created += handler;
        _watcher.Created -= handler;
        _watcher.Changed += handler;
        _watcher.Changed -= handler;
        _watcher.Deleted += handler;
        _watcher.Deleted -= handler;
        _watcher.Renamed += renamed;
        _watcher.Renamed -= renamed;
        _watcher.Error += failed;
        _watcher.Error -= failed;
        AFile("new");
        WaitFor(WatcherChangeTypes.Created, "new");
        Assert.That(called, Is.False);
    }

    private void Watch(Action<IFileSystemWatcher>? configure = null)
    {
        _watcher = FileSystem.FileSystemWatcher.New(Root);
        configure?.Invoke(_watcher);
        _watcher.Created += (_, raised) => _events.Add(raised);
        _watcher.Changed += (_, raised) => _events.Add(raised);
        _watcher.Deleted += (_, raised) => _events.Add(raised);
        _watcher.Renamed += (_, raised) => _events.Add(raised);
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>Takes events until the wanted one comes; those taken before are put back, for later assertions.</summary>
    private FileSystemEventArgs WaitFor(WatcherChangeTypes type, string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        var others = new List<FileSystemEventArgs>();
        try
        {
            foreach (var raised in _events.GetConsumingEnumerable(patience.Token))
            {
                if (type.HasFlag(raised.ChangeType) && raised.Name == name)
                    return raised;
                others.Add(raised);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"No {type} of {name} came; only {string.Join(", ", others.Select(raised => $"{raised.ChangeType} {raised.Name}"))}.");
        }
        finally
        {
            others.ForEach(_events.Add);
        }

        throw new InvalidOperationException("The events ended.");
    }
}
