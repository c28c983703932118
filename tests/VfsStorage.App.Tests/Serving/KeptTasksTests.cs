using System.IO.Abstractions;
using System.IO.Abstractions.TestingHelpers;
using Microsoft.Extensions.Time.Testing;
using VfsStorage.Claims;
using VfsStorage.Claims.Queueing;

namespace VfsStorage.App.Tests.Serving;

/// <summary>"Ended tasks are kept for 7 days": from their end, however long ago they were accepted.</summary>
[TestFixture]
internal sealed class KeptTasksTests
{
    private static readonly TimeSpan _moment = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2025, 3, 1, 23, 59, 0, TimeSpan.Zero));
    private ClaimTasks _tasks = null!;

    [SetUp]
    public void Create()
    {
        IFileSystem memory = new MockFileSystem();
        _tasks = new ClaimTasks(new ClaimsWorkspace(memory, new ClaimsAreas("/drop", "/output", "/archive", "/cache")) { Time = _time });
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(30)]
    public async Task CleanUp_EndedDaysAfterItWasAccepted_IsKeptFor7DaysFromThen(int days)
    {
        var task = Accepted();
        _time.Advance(TimeSpan.FromDays(days));
        await EndAsync(task);

        _time.Advance(ClaimTasks.Kept - _moment);
        await _tasks.CleanUpAsync();
        Assert.That(await _tasks.FindAsync(task.TaskId), Is.Not.Null);

        // Days go whole.
        _time.Advance(TimeSpan.FromDays(1) + _moment);
        await _tasks.CleanUpAsync();
        Assert.That(await _tasks.FindAsync(task.TaskId), Is.Null);
    }

    [Test]
    public async Task CleanUp_NothingEndedYet_DoesNothing()
    {
        await _tasks.CleanUpAsync();

        Assert.That(await _tasks.ListOpenAsync(), Is.Empty);
    }

    private Task EndAsync(ClaimTask task) => _tasks.EndAsync(task with { Status = ClaimTaskStatus.Completed, EndedAt = _time.GetUtcNow() });

    private ClaimTask Accepted() => new(_tasks.NewId(), "R-1")
    {
        Mode = ProcessingMode.Basic,
        Claim = new Dictionary<string, string>(),
        WebhookUrl = "http://127.0.0.1/",
        AcceptedAt = _time.GetUtcNow(),
    };
}
