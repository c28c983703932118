using System.IO.Abstractions;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability.Overlaps;

/// <summary>A file is there from its creation on, also for who looks for it in the very moment in which its first handle is closed.</summary>
internal sealed class OpenDuringCloseTests : OverlapFixture
{
    [Test]
    public async Task Read_CreatorClosesMeanwhile_FindsIt([Values] bool whole)
    {
        var creator = Created("/file");
        using var hold = Server.Faults.On(S3Operation.GetObject).Nth(1).HoldAnswer();
        var read = whole ? Files.File.ReadAllTextAsync("/file") : ReadStreamAsync("/file");
        await hold.Arrived;

        await creator.DisposeAsync();
        hold.Release();

        Assert.That(await read, Is.EqualTo("x"));
    }

    [TestCase(FileMode.Open)]
    [TestCase(FileMode.OpenOrCreate)]
    [TestCase(FileMode.Append)]
    public async Task Edit_CreatorClosesMeanwhile_EditsWhatItWrote(FileMode mode)
    {
        var creator = Created("/file");
        using var hold = Server.Faults.On(S3Operation.HeadObject).Nth(1).HoldAnswer();
        var opening = Files.File.OpenAsync("/file", mode, FileAccess.Write, FileShare.ReadWrite);
        await hold.Arrived;

        await creator.DisposeAsync();
        hold.Release();
        await using (var stream = await opening)
        {
            stream.Seek(0, SeekOrigin.End);
            await stream.WriteAsync("y"u8.ToArray());
        }

        Assert.That(Files.File.ReadAllText("/file"), Is.EqualTo("xy"));
    }

    [Test]
    public async Task Edit_OtherEditorPublishesMeanwhile_ComesOnTop([Values] bool answerHeld)
    {
        Files.File.WriteAllText("/file", "abc");
        var other = Files.File.Open("/file", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        var head = Server.Faults.On(S3Operation.HeadObject).Nth(1);
        using var hold = answerHeld ? head.HoldAnswer() : head.Hold();
        var opening = Files.File.OpenAsync("/file", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        await hold.Arrived;

        other.WriteByte((byte)'A');
        await other.DisposeAsync();
        hold.Release();
        await using (var stream = await opening)
        {
            stream.Position = 2;
            stream.WriteByte((byte)'C');
        }

        Assert.That(Files.File.ReadAllText("/file"), Is.EqualTo("AbC"));
    }

    private FileSystemStream Created(string path)
    {
        var creator = Files.File.Open(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        creator.WriteByte((byte)'x');
        return creator;
    }

    private async Task<string> ReadStreamAsync(string path)
    {
        using var reader = new StreamReader(await Files.File.OpenAsync(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return await reader.ReadToEndAsync();
    }
}
