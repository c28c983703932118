using VfsStorage.App.Configuration;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Tests.Configuration;

/// <summary>A misspelled key of <c>config.json</c> is told; what belongs to somebody else is left alone.</summary>
[TestFixture]
internal sealed class TopLevelKeyTests
{
    [TestCase("""{ "storge": { "mode": "s3" } }""", "storge", "storage")]
    [TestCase("""{ "Storages": { "MODE": "s3" } }""", "Storages", "storage")]
    [TestCase("""{ "server": { "workers": 8 } }""", "server", "serve")]
    [TestCase("""{ "agent": { "SEC_IAPD_Agent": { "source": "http" } } }""", "agent", "agents")]
    [TestCase("""{ "transfers": { "bandwidth_mb_per_second": 10 } }""", "transfers", "transfer")]
    [TestCase("""{ "logfile": "x.log" }""", "logfile", "log_file")]
    [TestCase("""{ "mask_sensitve": false }""", "mask_sensitve", "mask_sensitive")]
    [TestCase("""{ "skip_regulatroy": true }""", "skip_regulatroy", "skip_regulatory")]
    [TestCase("""{ "logging_level": { "core": "DEBUG" } }""", "logging_level", "logging_levels")]
    [TestCase("""{ "enabled_logging_group": ["core"] }""", "enabled_logging_group", "enabled_logging_groups")]
    public void Load_NearlyAKey_IsTold(string json, string key, string meant) =>
        Assert.That(() => Load(json), Throws.TypeOf<UsageException>().With.Message.EqualTo($"unknown key {key}; did you mean {meant}?"));

    [Test]
    public void Load_SeveralNearlyKeys_TellsAll()
    {
        var error = Assert.Throws<UsageException>(() => Load("""{ "storge": { "mode": "s3" }, "logfile": "x" }"""))!;

        Assert.That(error.Mistakes, Has.Count.EqualTo(2));
    }

    [TestCase("""{ "Logging": { "LogLevel": { "Default": "Information" } } }""")]
    [TestCase("""{ "ConnectionStrings": { "Main": "x" }, "AllowedHosts": "*", "Kestrel": {} }""")]
    [TestCase("""{ "Server": { "Urls": "http://localhost" }, "Agent": { "Name": "x" } }""")]
    [TestCase("""{ "evaluate_name": true, "evaluate_license": true, "evaluate_exams": true, "evaluate_disclosures": true }""")]
    [TestCase("""{ "SKIP_REGULATORY": true, "Log_File": "", "AGENTS": { "source": "recorded" } }""")]
    [TestCase("""{ "WEBHOOK_ALLOWLIST": "https://example.com/.*", "VFS_API_KEY_HASHES": "" }""")]
    public void Load_SomebodyElsesKeys_AreLeftAlone(string json) => Assert.That(() => Load(json), Throws.Nothing);

    /// <summary>The environment is everybody's.</summary>
    [Test]
    public void Load_VariableNearlyAKey_IsLeftAlone()
    {
        using var scratch = new Scratch();
        scratch.Configure("{}");
        File.WriteAllText(Path.Combine(scratch.Root, ".env"), "LOGFILE=x\n");

        Assert.That(() => ConfigurationFiles.Load(Path.Combine(scratch.Root, "config.json"), []), Throws.Nothing);
    }

    [TestCase("""{ "serve": { "worker": 8 } }""", "unknown key serve.worker; did you mean workers?")]
    [TestCase("""{ "serve": { "tls": true } }""", "unknown key serve.tls")]
    [TestCase("""{ "agents": { "SEC_IAPD_Agent": { "url": "https://example.com" } } }""", "unknown key agents.SEC_IAPD_Agent.url")]
    public void Read_UnknownKeyOfASection_IsTold(string json, string expected) => Assert.That(
        () => AppSettings.Read(Load(json)), Throws.TypeOf<UsageException>().With.Message.EqualTo(expected));

    [Test]
    public void Read_UnknownKeyOfTransfer_IsTold() => Assert.That(
        () => VfsStorage.App.Transfers.TransferSettings.Read(Load("""{ "transfer": { "bandwidth": 10 } }"""), null),
        Throws.TypeOf<UsageException>().With.Message.EqualTo("unknown key transfer.bandwidth"));

    private static Microsoft.Extensions.Configuration.IConfigurationRoot Load(string json)
    {
        using var scratch = new Scratch();
        scratch.Configure(json);
        return ConfigurationFiles.Load(Path.Combine(scratch.Root, "config.json"), []);
    }
}
