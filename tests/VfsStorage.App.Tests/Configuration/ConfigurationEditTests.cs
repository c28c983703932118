using System.Text;
using System.Text.Json.Nodes;
using VfsStorage.App.Configuration;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Tests.Configuration;

/// <summary>One value changes, every other byte stays.</summary>
[TestFixture]
internal sealed class ConfigurationEditTests
{
    [TestCase("""{"a":1}""", """{"a":[true]}""")]
    [TestCase("""{ "A" : {"a":1} , "b":2 }""", """{ "A" : [true] , "b":2 }""")]
    [TestCase("""{ "\u0061": "x" }""", """{ "\u0061": [true] }""")]
    [TestCase("// {\n{ /* } */ \"a\": null, // x\n}", "// {\n{ /* } */ \"a\": [true], // x\n}")]
    [TestCase("{}", "{\n  \"a\": [true]\n}")]
    [TestCase("{ // nothing\n}\n", "{ // nothing\n  \"a\": [true]\n}\n")]
    [TestCase("{\r\n  \"b\": {\"a\": 2}, // last\r\n}", "{\r\n  \"b\": {\"a\": 2}, // last\r\n  \"a\": [true]\r\n}")]
    [TestCase("{ \"b\": 1 /* , */ // , \n\t}", "{ \"b\": 1, /* , */ // ,\n  \"a\": [true]\n}")]
    [TestCase("{ \"b\": 1 /* x */, /* y */ }", "{ \"b\": 1 /* x */, /* y */\n  \"a\": [true]\n}")]
    [TestCase("{\"b\":\"ü\\\"}\"}", "{\"b\":\"ü\\\"}\",\n  \"a\": [true]\n}")]
    [TestCase("\ufeff{\"a\":1}", "\ufeff{\"a\":[true]}")]
    public void Set_Value_LeavesTheRest(string before, string after)
    {
        var edited = ConfigurationEdit.Set(Encoding.UTF8.GetBytes(before), "a", new JsonArray(true));

        Assert.That(Encoding.UTF8.GetString(edited), Is.EqualTo(after));
    }

    [TestCase("")]
    [TestCase("[1]")]
    [TestCase("{\"b\":1")]
    [TestCase("{\"b\":1} x")]
    [TestCase("{\"a\":")]
    public async Task Save_NoJsonObject_LeavesTheFileAndSaysSo(string content)
    {
        using var scratch = new Scratch();
        var file = Path.Combine(scratch.Root, "config.json");
        await File.WriteAllTextAsync(file, content);

        var error = Assert.ThrowsAsync<UsageException>(() => ConfigurationEdit.SaveAsync(file, [new("a", true)], CancellationToken.None))!;

        Assert.That(error.Message, Does.StartWith($"'{file}' cannot be changed: "));
        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo(content));
        Assert.That(Scratch.FilesOf(scratch.Root), Is.EqualTo(new[] { "config.json" }));
    }

    [Test]
    public async Task Save_ThroughALink_KeepsLinkAndMode()
    {
        using var scratch = new Scratch();
        var (file, link) = (Path.Combine(scratch.Root, "real.json"), Path.Combine(scratch.Root, "config.json"));
        await File.WriteAllTextAsync(file, "{}");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(link, file);

        await ConfigurationEdit.SaveAsync(link, [new("a", 1)], CancellationToken.None);

        Assert.That(await File.ReadAllTextAsync(file), Does.Contain("\"a\": 1"));
        Assert.That(new FileInfo(link).LinkTarget, Is.EqualTo(file));
        Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Save_FileThatNobodyElseMayRead_NoMomentInWhichTheyCan()
    {
        using var scratch = new Scratch();
        var file = Path.Combine(scratch.Root, "config.json");
        // Large, so that there is time to look while it is written.
        await File.WriteAllTextAsync(file, $$"""{ "secret": "{{new string('x', 16 << 20)}}" }""");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var seen = new HashSet<UnixFileMode>();

        var save = Task.Run(() => ConfigurationEdit.SaveAsync(file, [new("a", 1)], CancellationToken.None));
        while (!save.IsCompleted)
            seen.UnionWith(Modes(scratch.Root));
        await save;

        Assert.That(seen, Is.EqualTo(new[] { UnixFileMode.UserRead | UnixFileMode.UserWrite }));
    }

    [Test]
    public void Save_CannotBePutInPlace_LeavesNothingBehind()
    {
        using var scratch = new Scratch();
        var folder = Directory.CreateDirectory(Path.Combine(scratch.Root, "config.json"));

        Assert.That(() => ConfigurationEdit.SaveAsync(folder.FullName, [new("a", 1)], CancellationToken.None), Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>());
        Assert.That(Scratch.FilesOf(scratch.Root), Is.Empty);
    }

    [Test]
    public async Task Save_SeveralAtOnce_NoneFailsAndTheFileIsWhole()
    {
        using var scratch = new Scratch();
        var file = Path.Combine(scratch.Root, "config.json");
        await File.WriteAllTextAsync(file, "{}");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(async () =>
        {
            for (var round = 0; round < 20; round++)
                await ConfigurationEdit.SaveAsync(file, [new($"key{number}", new string((char)('a' + number), 1 + (1000 * number)))], CancellationToken.None);
        })));

        Assert.That(JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject(), Is.Not.Empty);
        Assert.That(Scratch.FilesOf(scratch.Root), Is.EqualTo(new[] { "config.json" }));
    }

    private static IEnumerable<UnixFileMode> Modes(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            UnixFileMode? mode = null;
            try
            {
                mode = File.GetUnixFileMode(path);
            }
            catch (FileNotFoundException)
            {
                // It got its name in this moment.
            }

            if (mode is { } known)
                yield return known;
        }
    }
}
