using System.Globalization;
using System.IO.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace VfsStorage.Tests.Configuration;

/// <summary>A <c>config.json</c> that somebody or something has spoiled is either fine or told by lines that name the key or the file; nothing else is ever thrown.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ConfigurationFuzzTests
{
    private const string Valid = """
        {
          "storage": {
            "mode": "s3",
            "local": { "base_path": ".", "input_folder": "drop", "output_folder": "output", "archive_folder": "archive", "cache_folder": "cache" },
            "s3": {
              "aws_region": "eu-central-1",
              "input_bucket": "claims-in", "input_prefix": "input/", "output_bucket": "claims-out", "output_prefix": "output/",
              "archive_bucket": "claims-archive", "archive_prefix": "archive/", "cache_bucket": "claims-cache", "cache_prefix": "cache/",
              "service_url": "https://store.example", "allow_insecure": false, "force_path_style": true, "profile": "claims",
              "role_arn": "arn:aws:iam::123456789012:role/claims", "role_session_name": "vfs", "external_id": "ticket",
              "compatibility": "auto", "semantics": "strict", "times": "metadata", "part_size_mb": 8, "concurrency": 16, "memory_budget_mb": 256,
              "watcher_interval_seconds": 2.5, "sse": "sse-kms", "kms_key_id": "alias/claims", "storage_class": "STANDARD_IA", "requester_pays": false,
              "expected_bucket_owner": "123456789012", "max_retries": 5, "retry_mode": "standard", "connect_timeout_seconds": 5,
              "request_timeout_seconds": 120, "read_timeout_seconds": 60, "max_connections": 0, "spill_directory": "/tmp/spill"
            }
          }
        }
        """;

    [TestCase(500)]
    [TestCase(10_000, Category = "Slow")]
    public void Load_SpoiledFile_IsFineOrSaysWhichKeyIsWrong(int times)
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed: {seed}"));
        var random = new Random(seed);
        var file = Path.GetTempFileName();
        var (fine, told) = (0, 0);
        try
        {
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
                    var namesItsPlace = line.StartsWith("storage", StringComparison.Ordinal) || line.StartsWith("unknown key storage.", StringComparison.Ordinal) || line.StartsWith(file + ": ", StringComparison.Ordinal);
                    if (!namesItsPlace || line.Length < 15 || line.Any(char.IsControl))
                        Assert.Fail($"'{line}' of '{mistakes}' for\n{text}");
                }
            }
        }
        finally
        {
            File.Delete(file);
        }

        Assert.That(Math.Min(fine, told), Is.Positive);
        TestContext.Out.WriteLine($"{times} files, {told} refused, {fine} fine");
    }

    [Test]
    public void Load_UnspoiledFile_IsFine()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Valid);
        var mistakes = MistakesIn(file, Valid);
        File.Delete(file);
        Assert.That(mistakes, Is.Null);
    }

    /// <summary>What is told of a file; <see langword="null"/> if all that it describes can be made of it.</summary>
    private static string? MistakesIn(string file, string text)
    {
        try
        {
            var section = StorageConfiguration.Load(new StorageConfigurationSources { ConfigFile = file }).GetSection("storage");
            using var provider = new ServiceCollection().AddVfsStorage(section).BuildServiceProvider();
            // In mode local the rest would make folders.
            if (provider.GetRequiredService<IOptions<StorageOptions>>().Value.Mode == StorageMode.S3)
            {
                _ = provider.GetRequiredService<StorageManager>();
                using var files = (S3FileSystem)provider.GetRequiredService<IFileSystem>();
            }

            return null;
        }
        catch (StorageConfigurationException told)
        {
            return told.Message;
        }
        catch (Exception other) when (other is not AssertionException)
        {
            throw new InvalidOperationException($"{other.GetType()} for\n{text}", other);
        }
    }
}
