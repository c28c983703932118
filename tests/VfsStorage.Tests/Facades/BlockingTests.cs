namespace VfsStorage.Tests.Facades;

/// <summary>A synchronous member may be called where a synchronisation context lets only one thread run, as in a window's event loop.</summary>
internal sealed class BlockingTests : FacadeFixture
{
    [Test]
    public void SynchronousMembers_UnderAContextThatRunsNothing_Finish()
    {
        var context = new ContextThatRunsNothing();
        var work = Task.Factory.StartNew(
            () =>
            {
                SynchronizationContext.SetSynchronizationContext(context);
                FileSystem.Directory.CreateDirectory("/d");
                FileSystem.File.WriteAllText("/d/f", "text");
                using var stream = FileSystem.File.OpenRead("/d/f");
                return (stream.ReadByte(), FileSystem.Directory.GetFiles("/d").Length, SynchronizationContext.Current);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        Assert.That(async () => await work.WaitAsync(TimeSpan.FromSeconds(60)), Is.EqualTo(((int)'t', 1, context)));
        Assert.That(context.Posts, Is.Zero);
    }

    /// <summary>The event loop of a thread that is waiting.</summary>
    private sealed class ContextThatRunsNothing : SynchronizationContext
    {
        private int _posts;

        public int Posts => _posts;

        public override void Post(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _posts);
    }
}
