namespace VfsStorage.Tests.Conventions;

/// <summary>The sources that the conventions are about, found by walking up from the test's own assembly.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    public static IEnumerable<string> Sources(params string[] folder) => Directory
        .EnumerateFiles(Path.Combine([Root, .. folder]), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(segment => segment is "bin" or "obj"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "VfsStorage.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run below the solution.");
        return folder.FullName;
    }
}
