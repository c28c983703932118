using System.Text.RegularExpressions;

namespace VfsStorage.Tests.Conventions;

/// <summary>What <c>docs/RELIABILITY.md</c> calls a proof is a test that exists.</summary>
public sealed partial class ReliabilityDocumentTests
{
    [Test]
    public void TestNamed_Any_Exists()
    {
        var sources = Repository.Sources("tests").ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);
        var named = Named().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "RELIABILITY.md")));
        var missing = named
            .Where(name => !sources[name.Groups["type"].Value].Any(source => source.Contains(" " + name.Groups["member"].Value, StringComparison.Ordinal)))
            .Select(name => name.Value);
        Assert.That(named, Has.Count.GreaterThan(50));
        Assert.That(missing, Is.Empty);
    }

    [GeneratedRegex(@"`(?<type>\w+Tests)(\.(?<member>\w+)…?)?`")]
    private static partial Regex Named();
}
