using VfsStorage.Transfer.Manifests;
using VfsStorage.Transfer.Sides;
using VfsStorage.Tree;

namespace VfsStorage.Tests.Transfer.Manifests;

public sealed class ManifestTests
{
    private static readonly FolderSide From = new(new System.IO.Abstractions.FileSystem(), "/from");
    private static readonly FolderSide To = new(new System.IO.Abstractions.FileSystem(), "/to");

    private string _path = "";

    [SetUp]
    public void ChooseFile() => _path = Path.Combine(Path.GetTempPath(), $"vfs-manifest-{Guid.NewGuid():N}.jsonl");

    [TearDown]
    public void DeleteFile() => File.Delete(_path);

    [Test]
    public void Open_ManyRunsLater_KeepsTheLastOfEachPathOnly()
    {
        using (var manifest = Manifest.Open(_path, From, To))
        {
            for (var run = 0; run < 150; run++)
            {
                for (var file = 0; file < 10; file++)
                {
                    manifest.Proven($"f{file}", Facts($"v{run}"), $"c{run}", null);
                }
            }

            manifest.Begun("large", Facts("v"), "token", 5);
            manifest.Arrived("large", Facts("v"), new PartProof(3, "etag", 7, 5) { IsChecked = true });
        }

        using var again = Manifest.Open(_path, From, To);

        Assert.That(new FileInfo(_path).Length, Is.LessThan(3_000));
        Assert.That((again.Find("f3")?.Proven, again.Find("large")?.Token), Is.EqualTo(("c149", "token")));
        Assert.That(again.Find("large")!.Parts[3], Is.EqualTo(new PartProof(3, "etag", 7, 5) { IsChecked = true }));
        Assert.That(again.IsInterrupted, Is.True);
    }

    [Test]
    public void Find_OddName_IsFoundAgain()
    {
        const string Name = "caf\u0065\u0301 \"quoted\"\nline\\ \U0001F600";
        using (var manifest = Manifest.Open(_path, From, To))
        {
            manifest.Proven(Name, Facts("v"), "c", 1);
            manifest.Finished();
        }

        using var again = Manifest.Open(_path, From, To);

        Assert.That((again.Find(Name)?.Proven, again.IsInterrupted), Is.EqualTo(("c", false)));
    }

    private static FileFacts Facts(string version) => new(5, version, new EntryMetadata(default, default, default, UnixFileMode.UserRead));
}
