namespace VfsStorage.Tests.Conventions;

/// <summary>What holds for every source file.</summary>
public sealed class SourceTests
{
    private const int MaxLines = 300;

    private static readonly string[] NamesOfFrameworkTypes = ["File", "Directory", "Path", "FileSystem"];

    [Test]
    public void File_Length_IsAtMost300Lines()
    {
        var tooLong = Repository.Sources("src").Where(file => File.ReadLines(file).Count() > MaxLines);
        Assert.That(tooLong, Is.Empty);
    }

    [Test]
    public void Namespace_Name_HidesNoFrameworkType()
    {
        var namespaces = Repository.Sources("src").Concat(Repository.Sources("tests"))
            .SelectMany(File.ReadLines)
            .Where(line => line.StartsWith("namespace ", StringComparison.Ordinal))
            .Select(line => line["namespace ".Length..].TrimEnd(';'))
            .Distinct();
        Assert.That(namespaces.Where(name => name.Split('.').Intersect(NamesOfFrameworkTypes).Any()), Is.Empty);
    }
}
