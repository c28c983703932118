using VfsStorage.Claims.Queueing;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Queueing;

[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class ClaimTasksTests(FileSystemKind kind) : ClaimsFixture(kind)
{
    [Test]
    public void Members_Null_Throw()
    {
        var tasks = new ClaimTasks(Workspace);
        var outbox = new WebhookOutbox(Workspace);

        Assert.ThrowsAsync<ArgumentNullException>(() => tasks.AddAsync(null!));
        Assert.ThrowsAsync<ArgumentNullException>(() => tasks.SaveAsync(null!));
        Assert.ThrowsAsync<ArgumentNullException>(() => tasks.EndAsync(null!));
        Assert.ThrowsAsync<ArgumentNullException>(() => outbox.TryAddAsync(null!));
    }

    /// <summary>After a week without a server, old tasks end while the ended ones of their day are cleaned up.</summary>
    [Test]
    public async Task CleanUpAsync_ATaskOfTheDayEndsMeanwhile_KeepsIt()
    {
        var tasks = new ClaimTasks(Workspace);
        var (old, open) = (NewTask(tasks), NewTask(tasks));
        await tasks.EndAsync(old with { EndedAt = Time.GetUtcNow() });
        Time.Advance(ClaimTasks.Kept + TimeSpan.FromDays(2));
        Task ending = Task.CompletedTask;
        var hooked = Workspace with
        {
            FileSystem = HookedFileSystem.Wrap(FileSystem, (call, _) =>
            {
                if (call == "IDirectory.Delete")
                    ending = EndAsync(open with { EndedAt = Time.GetUtcNow() });
            }),
        };

        await new ClaimTasks(hooked).CleanUpAsync();
        await ending;

        Assert.That(await tasks.FindAsync(open.TaskId), Is.Not.Null);
        Assert.That(await tasks.FindAsync(old.TaskId), Is.Null);

        // As far as it gets by itself before the folder goes.
        Task EndAsync(ClaimTask task)
        {
            var end = Task.Run(() => tasks.EndAsync(task));
            end.Wait(TimeSpan.FromMilliseconds(500));
            return end;
        }
    }

    private static ClaimTask NewTask(ClaimTasks tasks) => new(tasks.NewId(), "R-1")
    {
        Mode = ProcessingMode.Basic,
        Claim = new Dictionary<string, string>(),
        WebhookUrl = "http://127.0.0.1/",
    };
}
