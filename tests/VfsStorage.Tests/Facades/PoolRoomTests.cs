namespace VfsStorage.Tests.Facades;

/// <summary>The thread pool's minimum follows those that wait on its threads. Alone, because the pool is the process's.</summary>
[NonParallelizable]
public sealed class PoolRoomTests
{
    private static int Minimum
    {
        get
        {
            ThreadPool.GetMinThreads(out var minimum, out _);
            return minimum;
        }
    }

    [Test]
    public Task Enter_ManyOnPoolThreads_LeavesThreadsFree() => Task.Run(() =>
    {
        var before = Minimum;
        var entered = Enumerable.Range(0, 100).Count(_ => PoolRoom.Enter());
        var meanwhile = Minimum;
        for (var i = 0; i < entered; i++)
            PoolRoom.Leave();
        Assert.That((entered, Minimum), Is.EqualTo((100, before)));
        Assert.That(meanwhile, Is.GreaterThan(100));
    });

    [Test]
    public Task Adjusted_ApplicationSetsItsOwnMinimum_IsGivenBack() => Task.Run(() =>
    {
        var before = Minimum;
        ThreadPool.GetMinThreads(out _, out var ports);
        try
        {
            ThreadPool.SetMinThreads(before + 3, ports);
            var entered = Enumerable.Range(0, 50).Count(_ => PoolRoom.Enter());
            for (var i = 0; i < entered; i++)
                PoolRoom.Leave();
            Assert.That(Minimum, Is.EqualTo(before + 3));
        }
        finally
        {
            ThreadPool.SetMinThreads(before, ports);
        }
    });

    [Test]
    public void Enter_ThreadOfItsOwn_ChangesNothing()
    {
        var entered = true;
        var thread = new Thread(() => entered = PoolRoom.Enter());
        thread.Start();
        thread.Join();
        Assert.That(entered, Is.False);
    }
}
