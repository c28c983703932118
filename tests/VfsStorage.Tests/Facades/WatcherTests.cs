using System.ComponentModel;
using System.IO.Abstractions;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Facades;

/// <summary>When a watcher asks, what it makes of failures, and on whose thread it raises; the clock is the test's own.</summary>
internal sealed class WatcherTests : FacadeFixture
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _clock = new();
    private readonly Channel<EventArgs> _raised = Channel.CreateUnbounded<EventArgs>();

    [Test]
    public void EnableRaisingEvents_SetAgain_ListsOnce()
    {
        using var watcher = FileSystem.FileSystemWatcher.New("/");
        Assert.That(
            RequestsOf(() =>
            {
                watcher.EnableRaisingEvents = true;
                watcher.EnableRaisingEvents = true;
            }),
            Is.EqualTo("LIST×1"));
    }

    [Test]
    public async Task Poll_EveryInterval_ListsOnce()
    {
        using var watcher = Watch();
        Server.Requests.Clear();
        for (var poll = 1; poll <= 3; poll++)
        {
            _clock.Advance(Interval);
            await Server.Requests.WaitForAsync(S3Operation.ListObjectsV2, poll).WaitAsync(Patience);
        }

        Assert.That(Server.Requests.ToString(), Is.EqualTo("LIST×3"));
    }

    [Test]
    public async Task Poll_DirectoryOfSeveralPages_IsMadeLessOften()
    {
        await PutManyAsync(1_100, number => $"{number}");
        using var watcher = Watch();
        Server.Requests.Clear();
        // One request a minute pays for a poll of two pages every second minute.
        _clock.Advance(Interval);
        Assert.That(Server.Requests.ToString(), Is.EqualTo("none"));
        _clock.Advance(Interval);
        await Server.Requests.WaitForAsync(S3Operation.ListObjectsV2).WaitAsync(Patience);
    }

    [Test]
    public async Task Created_BetweenPolls_IsRaisedAtTheNext()
    {
        using var watcher = Watch();
        await PutAsync("a.txt");
        _clock.Advance(Interval);
        var raised = (FileSystemEventArgs)await NextAsync();
        Assert.That((raised.ChangeType, raised.Name, raised.FullPath), Is.EqualTo((WatcherChangeTypes.Created, "a.txt", "/a.txt")));
    }

    [Test]
    public async Task Error_StoreFails_IsRaisedOnceAndNothingIsMissed()
    {
        using var watcher = Watch();
        Server.Faults.On(S3Operation.ListObjectsV2).Times(2).Answer(500, "InternalError");
        await PutAsync("a");
        await TickAsync();
        Assert.That(((ErrorEventArgs)await NextAsync()).GetException(), Is.InstanceOf<IOException>());
        await TickAsync();
        _clock.Advance(Interval);
        Assert.That(await NextAsync(), Is.TypeOf<FileSystemEventArgs>().With.Property(nameof(FileSystemEventArgs.Name)).EqualTo("a"));
    }

    [Test]
    public async Task Deleted_LastFileOfADirectoryWithoutMarker_IsRaised()
    {
        await PutAsync("d/only");
        using var watcher = Watch("/d");
        await RemoveAsync("d/only");
        _clock.Advance(Interval);
        Assert.That(await NextAsync(), Is.TypeOf<FileSystemEventArgs>().With.Property(nameof(FileSystemEventArgs.ChangeType)).EqualTo(WatcherChangeTypes.Deleted));
    }

    [Test]
    public async Task Handler_Throws_IsAnErrorAndWatchingGoesOn()
    {
        using var watcher = Watch();
        watcher.Created += (_, _) => throw new InvalidTimeZoneException();
        await PutAsync("a");
        _clock.Advance(Interval);
        await NextAsync();
        Assert.That(((ErrorEventArgs)await NextAsync()).GetException(), Is.TypeOf<InvalidTimeZoneException>());
        await RemoveAsync("a");
        _clock.Advance(Interval);
        Assert.That(((FileSystemEventArgs)await NextAsync()).ChangeType, Is.EqualTo(WatcherChangeTypes.Deleted));
    }

    [Test]
    public async Task SynchronizingObject_Set_RaisesThere()
    {
        var owner = new InvokedOwner();
        using var watcher = Watch();
        watcher.SynchronizingObject = owner;
        await PutAsync("a");
        _clock.Advance(Interval);
        var arguments = await owner.Invoked.Task.WaitAsync(Patience);
        Assert.That((arguments[0], ((FileSystemEventArgs)arguments[1]!).Name), Is.EqualTo((watcher, "a")));
        Assert.That(_raised.Reader.TryPeek(out _), Is.False);
    }

    [Test]
    public void BeginInit_UntilEndInit_WatchesNothing()
    {
        using var watcher = FileSystem.FileSystemWatcher.New("/");
        watcher.BeginInit();
        Assert.That(RequestsOf(() => watcher.EnableRaisingEvents = true), Is.EqualTo("none"));
        Assert.That(RequestsOf(watcher.EndInit), Is.EqualTo("LIST×1"));
    }

    [Test]
    public async Task Dispose_Watching_EndsThePolls()
    {
        var watcher = Watch();
        watcher.Dispose();
        await PutAsync("a");
        Assert.That(RequestsOf(() => _clock.Advance(Interval * 3)), Is.EqualTo("none"));
        Assert.That(() => watcher.EnableRaisingEvents = true, Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public async Task WaitForChanged_NoChangeInTime_SaysSo()
    {
        using var watcher = FileSystem.FileSystemWatcher.New("/");
        var waiting = Task.Run(() => watcher.WaitForChanged(WatcherChangeTypes.All, TimeSpan.FromSeconds(10)));
        await Server.Requests.WaitForAsync(S3Operation.ListObjectsV2).WaitAsync(Patience);
        while (!waiting.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        var result = await waiting;
        Assert.That((result.TimedOut, result.ChangeType, result.Name), Is.EqualTo((true, default(WatcherChangeTypes), default(string))));
        Assert.That(watcher.EnableRaisingEvents, Is.False);
    }

    protected override S3FileSystemOptions Configure(S3FileSystemOptions options)
    {
        options.TimeProvider = _clock;
        options.WatcherInterval = Interval;
        options.WatcherRequestsPerMinute = 1;
        return base.Configure(options);
    }

    private IFileSystemWatcher Watch(string path = "/")
    {
        var watcher = FileSystem.FileSystemWatcher.New(path);
        watcher.Created += (_, raised) => _raised.Writer.TryWrite(raised);
        watcher.Deleted += (_, raised) => _raised.Writer.TryWrite(raised);
        watcher.Error += (_, raised) => _raised.Writer.TryWrite(raised);
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private async Task TickAsync()
    {
        var lists = Server.Requests.Count(S3Operation.ListObjectsV2);
        _clock.Advance(Interval);
        await Server.Requests.WaitForAsync(S3Operation.ListObjectsV2, lists + 1).WaitAsync(Patience);
    }

    private async Task<EventArgs> NextAsync() => await _raised.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    /// <summary>The thread of a window that events must be raised on.</summary>
    private sealed class InvokedOwner : ISynchronizeInvoke
    {
        public TaskCompletionSource<object?[]> Invoked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool InvokeRequired => true;

        public IAsyncResult BeginInvoke(Delegate method, object?[]? args)
        {
            Invoked.TrySetResult(args!);
            return Task.CompletedTask;
        }

        public object? EndInvoke(IAsyncResult result) => null;

        public object? Invoke(Delegate method, object?[]? args) => method.DynamicInvoke(args);
    }
}
