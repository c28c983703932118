namespace VfsStorage.Tests.Configuration;

[NonParallelizable] // Sets variables of the process.
public sealed class SourcesTests
{
    private const string Variable = "STORAGE__S3__CACHE_PREFIX";
    private const string Key = "storage:s3:cache_prefix";

    private string _file = "";

    [SetUp]
    public void WriteFile()
    {
        _file = Path.GetTempFileName();
        File.WriteAllText(_file, """
            {
              // Comments are fine,
              "storage": { "mode": "s3", "s3": { "cache_prefix": "from-file/", } }, // and so are trailing commas.
            }
            """);
    }

    [TearDown]
    public void Clean()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        File.Delete(_file);
    }

    [Test]
    public void Load_File_AllowsCommentsAndTrailingCommas() =>
        Assert.That(StorageConfiguration.Load(new StorageConfigurationSources { ConfigFile = _file })[Key], Is.EqualTo("from-file/"));

    [Test]
    public void Load_DotEnv_WinsOverTheFile() => Assert.That(Load(dotEnv: true), Is.EqualTo("from-dot-env/"));

    [Test]
    public void Load_Environment_WinsOverDotEnv()
    {
        Environment.SetEnvironmentVariable(Variable, "from-environment/");
        Assert.That(Load(dotEnv: true), Is.EqualTo("from-environment/"));
    }

    [TestCase("storage.s3.cache_prefix")]
    [TestCase(Key)]
    public void Load_CommandLine_WinsOverAll(string name)
    {
        Environment.SetEnvironmentVariable(Variable, "from-environment/");
        Assert.That(Load(dotEnv: true, (name, "from-command-line/")), Is.EqualTo("from-command-line/"));
    }

    [Test]
    public void Load_NoFile_SaysSoInOneLine() =>
        Assert.That(
            () => StorageConfiguration.Load(new StorageConfigurationSources { ConfigFile = "no-such.json" }),
            Throws.InstanceOf<StorageConfigurationException>().With.Message.StartsWith("no-such.json: there is no such file"));

    [Test]
    public void Load_NoFileButOptional_IsFine() =>
        Assert.That(StorageConfiguration.Load(new StorageConfigurationSources { ConfigFile = "no-such.json", ConfigFileIsOptional = true })["storage:mode"], Is.Null);

    [TestCase("{ \"storage\": { \"mode\": \"s3\" ")]
    [TestCase("{ \"storage\": { \"mode\": \"s3\", \"mode\": \"local\" } }")]
    public void Load_BrokenFile_SaysSoInOneLine(string json)
    {
        File.WriteAllText(_file, json);
        var failure = Assert.Throws<StorageConfigurationException>(() => StorageConfiguration.Load(new StorageConfigurationSources { ConfigFile = _file }));
        Assert.That(failure.Message, Does.StartWith(_file).And.Not.Contain("\n"));
    }

    private string? Load(bool dotEnv, params (string Key, string Value)[] commandLine) => StorageConfiguration.Load(new StorageConfigurationSources
    {
        ConfigFile = _file,
        DotEnv = dotEnv ? [KeyValuePair.Create(Variable, "from-dot-env/")] : [],
        CommandLine = commandLine.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)),
    })[Key];
}
