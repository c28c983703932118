using PublicApiGenerator;

namespace VfsStorage.Tests.Conventions;

/// <summary>
/// The public names and signatures are those of <c>PublicApi.approved.txt</c>: a change to them is made on purpose, by
/// changing that file in the same commit.
/// </summary>
public sealed class PublicApiTests
{
    private static readonly ApiGeneratorOptions Options = new() { IncludeAssemblyAttributes = false };

    [Test]
    public void PublicApi_IsTheApprovedOne()
    {
        var approved = Path.Combine(Repository.Root, "tests", "VfsStorage.Tests", "Conventions", "PublicApi.approved.txt");
        var actual = typeof(S3FileSystem).Assembly.GeneratePublicApi(Options).ReplaceLineEndings("\n").TrimEnd() + "\n";
        var received = Path.Combine(TestContext.CurrentContext.WorkDirectory, "PublicApi.received.txt");
        File.WriteAllText(received, actual);
        Assert.That(actual, Is.EqualTo(File.ReadAllText(approved)), $"If the change is wanted, copy '{received}' over the approved text.");
    }
}
