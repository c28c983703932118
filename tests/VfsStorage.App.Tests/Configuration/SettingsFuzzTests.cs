using System.Globalization;
using VfsStorage.App.Configuration;
using VfsStorage.App.Hosting;
using VfsStorage.Tests;

namespace VfsStorage.App.Tests.Configuration;

/// <summary>What is spoiled of <c>config.json</c> beside <c>storage</c> is either fine or told in lines; nothing else is ever thrown.</summary>
[TestFixture]
internal sealed class SettingsFuzzTests
{
    private const string Valid = """
        {
          "storage": { "mode": "local", "local": { "base_path": "." } },
          "skip_disciplinary": false, "skip_arbitration": true, "skip_regulatory": false,
          "default_wait_time": 7.5, "organization_index": "organizationsCrd.jsonl", "log_file": "logs/app.log", "mask_sensitive": true,
          "agents": {
            "source": "recorded",
            "SEC_IAPD_Agent": { "source": "http" },
            "FINRA_BrokerCheck_Agent": { "source": "recorded" }
          },
          "serve": { "max_request_kb": 256, "workers": 4, "max_queued": 10000, "task_retry_seconds": 60, "webhook_retry_seconds": 30, "webhook_timeout_seconds": 30 },
          "enabled_logging_groups": ["core", "services"],
          "logging_levels": { "core": "INFO", "services": "DEBUG" }
        }
        """;

    [TestCase(500)]
    [TestCase(20_000, Category = "Slow")]
    public void Load_SpoiledFile_IsFineOrToldInLines(int times)
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed: {seed}"));
        var random = new Random(seed);
        using var scratch = new Scratch();
        var file = Path.Combine(scratch.Root, "config.json");
        var (fine, told) = (0, 0);
        for (var i = 0; i < times; i++)
        {
            var text = SpoiledText.Of(Valid, random);
            File.WriteAllText(file, text);
            if (MistakesIn(file, text) is not { } mistakes)
            {
                fine++;
                continue;
            }

            told++;
            foreach (var line in mistakes.Split(Environment.NewLine))
            {
                if (line.Length < 15 || line.Any(char.IsControl))
                    Assert.Fail($"'{line}' of '{mistakes}' for\n{text}");
            }
        }

        Assert.That(Math.Min(fine, told), Is.Positive);
        TestContext.Out.WriteLine($"{times} files, {told} refused, {fine} fine");
    }

    private static string? MistakesIn(string file, string text)
    {
        try
        {
            AppSettings.Read(ConfigurationFiles.Load(file, []));
            return null;
        }
        catch (Exception told) when (told is StorageConfigurationException or UsageException)
        {
            return told.Message;
        }
        catch (Exception other) when (other is not AssertionException)
        {
            throw new InvalidOperationException($"{other.GetType()} for\n{text}", other);
        }
    }
}
