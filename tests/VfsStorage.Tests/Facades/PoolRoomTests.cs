using VfsStorage.Testing;

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
    public async Task Read_500AtOnceOnAPoolOfFourThreads_AllFinish()
    {
        await using var server = await S3TestServer.StartAsync(new S3TestServerOptions { Buckets = { "bucket" } });
        using var client = server.CreateClient();
        using var fileSystem = new S3FileSystem(client, "bucket");
        server.AddObject("bucket", "file", "content");
        ThreadPool.GetMaxThreads(out var most, out var ports);
        try
        {
            ThreadPool.SetMaxThreads(4, ports);
            var reads = Enumerable.Range(0, 500).Select(_ => Task.Run(() => fileSystem.File.ReadAllText("/file"))).ToList();
            Assert.That(await Task.WhenAll(reads), Is.All.EqualTo("content"));
        }
        finally
        {
            ThreadPool.SetMaxThreads(most, ports);
        }
    }

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
