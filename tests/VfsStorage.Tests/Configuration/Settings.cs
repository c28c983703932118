using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace VfsStorage.Tests.Configuration;

/// <summary>Makes configurations for tests.</summary>
internal static class Settings
{
    public static readonly IReadOnlyDictionary<string, string?> S3 = new Dictionary<string, string?>
    {
        ["mode"] = "s3",
        ["s3:aws_region"] = "eu-central-1",
        ["s3:input_bucket"] = "claims-in",
        ["s3:output_bucket"] = "claims-out",
        ["s3:archive_bucket"] = "claims-archive",
        ["s3:cache_bucket"] = "claims-cache",
    };

    /// <summary>A valid S3 configuration with these keys changed; a null value takes a key away.</summary>
    public static IConfiguration S3With(params (string Key, string? Value)[] changes) => With(S3, changes);

    public static IConfiguration With(IReadOnlyDictionary<string, string?> settings, params (string Key, string? Value)[] changes)
    {
        var all = new Dictionary<string, string?>(settings);
        foreach (var (key, value) in changes)
        {
            if (value is null) all.Remove(key);
            else all[key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(all).Build();
    }

    public static IConfiguration Of(params (string Key, string? Value)[] settings) => With(new Dictionary<string, string?>(), settings);

    public static ServiceProvider Provide(IConfiguration section) => new ServiceCollection().AddVfsStorage(section).BuildServiceProvider();

    /// <summary>The lines of the exception that the configuration causes; none if it is fine.</summary>
    public static string[] MistakesIn(IConfiguration section)
    {
        using var provider = Provide(section);
        try
        {
            _ = provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<StorageOptions>>().Value;
            return [];
        }
        catch (StorageConfigurationException mistakes)
        {
            return mistakes.Message.Split(Environment.NewLine);
        }
    }
}
