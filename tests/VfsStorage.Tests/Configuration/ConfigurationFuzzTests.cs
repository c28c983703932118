using System.Globalization;
using System.IO.Abstractions;
using System.Text;
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

    private static readonly string[] Values =
    [
        "null", "true", "[]", "[1, 2]", "{}", "{ \"a\": { \"b\": 1 } }", "\"\"", "\" \"", "0", "-1", "1e400", "2147483648", "0.1", "\"NaN\"", "\"Infinity\"", "\"-∞\"", "\"1,5\"", "\"0x10\"",
        "\"\\u0000\"", "\"a\\u0000b\"", "\"\\r\\nstorage.mode: fine\"", "\"../..\"", "\"/\"", "\"//\"", "\"\\\\\"", "\"~\"", "\"C:\\\\\"", "\"https://\"", "\"http://host\"", "\"https://user:pass@host\"",
        "\"https://host:99999\"", "\"file:///etc/passwd\"", "\"local\"", "\"s3\"", "\"sse-c\"", "\"ÄÖÜ\"", "\"\\ud83d\\ude00\"", "\"\\ud800\"", "\"arn:aws:s3:::x\"", "\"a..b\"", "\"192.168.0.1\"",
    ];

    [TestCase(500)]
    [TestCase(10_000, Category = "Slow")]
    public void Load_SpoiledFile_IsFineOrSaysWhichKeyIsWrong(int times)
    {
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed: {seed}"));
        var random = new Random(seed);
        var file = Path.GetTempFileName();
        var (fine, told) = (0, 0);
        try
        {
            for (var i = 0; i < times; i++)
            {
                var text = Spoil(Valid, random);
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

    private static string Spoil(string text, Random random)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            text = random.Next(3) == 0 ? SpoilText(text, random) : SpoilValue(text, random);
        return text;
    }

    private static string SpoilValue(string text, Random random)
    {
        var colons = Enumerable.Range(0, text.Length).Where(i => text[i] == ':' && i > 0 && text[i - 1] == '"').ToList();
        if (colons.Count == 0)
            return text;
        var colon = colons[random.Next(colons.Count)];
        if (random.Next(4) == 0)
        {
            // Another name for the key.
            return text.Insert(colon - 1, random.Next(2) == 0 ? "x" : ":y");
        }

        var end = text.AsSpan(colon).IndexOfAny(",}\n");
        return end < 0 ? text : string.Concat(text.AsSpan(0, colon + 1), " ", Values[random.Next(Values.Length)], text.AsSpan(colon + end));
    }

    private static string SpoilText(string text, Random random)
    {
        if (text.Length < 10)
            return text;
        var at = random.Next(text.Length - 5);
        return random.Next(5) switch
        {
            0 => text.Remove(at, random.Next(1, 5)),
            1 => text.Insert(at, ((char)random.Next(1, 0x3000)).ToString()),
            2 => text.Insert(at, text.Substring(at, 5)),
            3 => text[..at],
            _ => new StringBuilder(text) { [at] = "{}[]\":,0\\ \n"[random.Next(11)] }.ToString(),
        };
    }
}
