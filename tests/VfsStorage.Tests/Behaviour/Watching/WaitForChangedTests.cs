using System.IO.Abstractions;

namespace VfsStorage.Tests.Behaviour.Watching;

/// <summary>Waiting for one change.</summary>
public sealed class WaitForChangedTests(Backend backend) : FileSystemBehaviour(backend)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TestCaseData[] Waits =
    [
        Wait("without timeout", watcher => watcher.WaitForChanged(WatcherChangeTypes.Created)),
        Wait("milliseconds", watcher => watcher.WaitForChanged(WatcherChangeTypes.Created, (int)Patience.TotalMilliseconds)),
        Wait("time span", watcher => watcher.WaitForChanged(WatcherChangeTypes.Created, Patience)),
    ];

    [TestCaseSource(nameof(Waits))]
    public void WaitForChanged_Change_IsReturned(Func<IFileSystemWatcher, IWaitForChangedResult> wait)
    {
        using var watcher = FileSystem.FileSystemWatcher.New(Root);
        var waiting = Task.Run(() => wait(watcher));
        for (var i = 0; i < 500 && !waiting.Wait(TimeSpan.FromMilliseconds(40)); i++)
            AFile($"new{i}");
        Assert.That(waiting.IsCompleted, Is.True, "No change was seen.");
        var result = waiting.Result;
        Assert.That((result.TimedOut, result.ChangeType, result.OldName), Is.EqualTo((false, WatcherChangeTypes.Created, (string?)null)));
        Assert.That(result.Name, Does.StartWith("new"));
    }

    [Test]
    public void WaitForChanged_Nothing_TimesOut()
    {
        using var watcher = FileSystem.FileSystemWatcher.New(Root);
        Assert.That(watcher.WaitForChanged(WatcherChangeTypes.All, 10).TimedOut, Is.True);
        Assert.That(watcher.WaitForChanged(WatcherChangeTypes.All, TimeSpan.FromMilliseconds(10)).TimedOut, Is.True);
    }

    private static TestCaseData Wait(string name, Func<IFileSystemWatcher, IWaitForChangedResult> wait) =>
        new TestCaseData(wait).SetArgDisplayNames(name);
}
