using VfsStorage.Configuration;

namespace VfsStorage.Tests.Configuration;

public sealed class DocumentationTests
{
    private static readonly string Root = FindRoot();

    public static IEnumerable<string> Keys =>
        new[] { typeof(StorageOptions), typeof(LocalStorageOptions), typeof(S3StorageOptions) }.SelectMany(StorageOptionsReader.KeysOf).Select(pair => pair.Key);

    [TestCaseSource(nameof(Keys))]
    public void EveryKey_IsInATableOfTheDocumentation(string key) =>
        Assert.That(File.ReadLines(Path.Combine(Root, "docs", "CONFIGURATION.md")).Where(line => line.StartsWith('|')), Has.Some.Contains($"`{key}`"));

    [Test]
    public void ConfigJson_IsValidInBothModes()
    {
        var file = Path.Combine(Root, "config.json");
        foreach (var mode in new[] { "local", "s3" })
        {
            var configuration = StorageConfiguration.Load(new StorageConfigurationSources
            {
                ConfigFile = file, CommandLine = [KeyValuePair.Create("storage.mode", mode)],
            });
            Assert.That(Settings.MistakesIn(configuration.GetSection(StorageOptions.SectionName)), Is.Empty, mode);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "VfsStorage.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above has VfsStorage.sln.");
        return folder.FullName;
    }
}
