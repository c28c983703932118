using System.Text;

namespace VfsStorage.Tests.Reliability;

/// <summary>"A failed or abandoned write leaves the old file whole": a process is killed at each request of a write.</summary>
[TestFixture(S3Compatibility.Aws)]
[TestFixture(S3Compatibility.Ceph, Category = "Slow")]
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WriteKillTests(S3Compatibility compatibility)
{
    private static readonly string Small = "old content\n";
    private static readonly string Large = new('o', (4 * KillServer.PartBytes) + 3);

    public enum Work
    {
        WriteAll,
        Stream,
        Edit,
        Append,
        AppendMuch,
        Copy,
        SetTime,
    }

    [Test]
    public async Task Write_KilledAtAnyRequest_LeavesTheOldOrTheNewFile([Values] Work work, [Values] bool isLarge)
    {
        var old = isLarge ? Large : Small;
        await using var server = await KillServer.StartAsync(compatibility);
        for (var request = 1; ; request++)
        {
            server.BeginRound(request);
            using (var process = server.NewProcess())
                process.File.WriteAllText("/file", old);

            var killed = await server.KillAtAsync(request, process => Task.Run(() => Do(work, process)));

            var now = (await server.FilesAsync())["/file"];
            Assert.That(now, Is.EqualTo(old).Or.EqualTo(After(work, old)), $"{work} after request {request}");
            if (!killed)
            {
                Assert.That(now, Is.EqualTo(After(work, old)));
                TestContext.Out.WriteLine($"{request - 1} kills");
                return;
            }
        }
    }

    private static string Added => new('a', (2 * KillServer.PartBytes) + 1);

    private static string After(Work work, string old) => work switch
    {
        Work.WriteAll or Work.Stream => Added,
        Work.Edit => "E" + old[1..],
        Work.Append => old + "line\n",
        Work.AppendMuch => old + Added,
        _ => old,
    };

    private static void Do(Work work, S3FileSystem process)
    {
        switch (work)
        {
            case Work.WriteAll:
                process.File.WriteAllText("/file", Added);
                break;
            case Work.Stream:
                using (var stream = process.File.Create("/file"))
                    stream.Write(Encoding.ASCII.GetBytes(Added));
                break;
            case Work.Edit:
                using (var stream = process.File.Open("/file", FileMode.Open, FileAccess.ReadWrite))
                    stream.WriteByte((byte)'E');
                break;
            case Work.Append:
                process.File.AppendAllText("/file", "line\n");
                break;
            case Work.AppendMuch:
                using (var stream = process.File.Open("/file", FileMode.Append))
                    stream.Write(Encoding.ASCII.GetBytes(Added));
                break;
            case Work.Copy:
                process.File.Copy("/file", "/copy");
                process.File.Move("/copy", "/moved");
                break;
            default:
                process.File.SetLastWriteTimeUtc("/file", new DateTime(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc));
                break;
        }
    }
}
