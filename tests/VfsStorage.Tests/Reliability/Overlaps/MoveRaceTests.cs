using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability.Overlaps;

/// <summary>Of those that move one file at once in one file system, one succeeds, as with a rename.</summary>
internal sealed class MoveRaceTests : OverlapFixture
{
    [Test]
    public async Task Move_ManyAtOnce_HasOneWinner([Values] S3Semantics semantics)
    {
        using var files = NewFileSystem(semantics);
        files.File.WriteAllText("/file", "content");
        using var hold = Server.Faults.On(S3Operation.DeleteObject).Nth(1).Hold();
        var moves = Enumerable.Range(0, 8).Select(i => files.File.MoveAsync("/file", $"/worker-{i}")).ToList();
        await hold.Arrived;
        hold.Release();

        var failures = 0;
        foreach (var move in moves)
        {
            try
            {
                await move;
            }
            catch (FileNotFoundException)
            {
                failures++;
            }
        }

        Assert.That(failures, Is.EqualTo(moves.Count - 1));
        Assert.That(files.Directory.GetFiles("/"), Has.Length.EqualTo(1));
    }

    [TestCase(10)]
    [TestCase(4 * PartBytes)]
    public async Task Move_SourceIsRewrittenManyTimes_MovesTheNewest(int length)
    {
        using var other = NewFileSystem();
        Files.File.WriteAllBytes("/file", Bytes(length, 0));
        var last = 0;
        using var rewrite = Server.Faults.On(S3Operation.DeleteObject).Key("file").Times(8).CallBefore(_ => other.File.WriteAllBytes("/file", Bytes(length, ++last)));

        await Files.File.MoveAsync("/file", "/moved");

        Assert.That(last, Is.EqualTo(8));
        Assert.That(Files.Directory.GetFiles("/"), Is.EqualTo(["/moved"]));
        Assert.That(Files.File.ReadAllBytes("/moved"), Is.EqualTo(Bytes(length, last)));
    }
}
