using System.Text.Json;
using DotNetEnv;
using Microsoft.Extensions.Configuration;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Configuration;

/// <summary>
/// Puts the configuration together. Later sources win: <c>config.json</c>, the <c>.env</c> file beside it, the environment,
/// the command line.
/// </summary>
internal static class ConfigurationFiles
{
    /// <summary>The configuration file when none is named; it may be missing.</summary>
    public const string DefaultName = "config.json";

    private const string EnvironmentName = ".env";

    /// <summary>Loads all sources.</summary>
    /// <param name="configFile">The file that <c>--config</c> names, or <see langword="null"/>.</param>
    /// <param name="commandLine">Values by configuration key, such as <c>storage:mode</c>.</param>
    /// <exception cref="UsageException">The file is missing or is not JSON.</exception>
    public static IConfigurationRoot Load(string? configFile, IEnumerable<KeyValuePair<string, string?>> commandLine)
    {
        var path = Path.GetFullPath(configFile ?? DefaultName);
        if (configFile is not null && !File.Exists(path))
            throw new UsageException($"The configuration file '{configFile}' does not exist: correct --config.");

        LoadEnvironmentFile(Path.Combine(Path.GetDirectoryName(path)!, EnvironmentName));
        var builder = new ConfigurationBuilder();
        using var content = new MemoryStream(File.Exists(path) ? ReadJson(path) : "{}"u8.ToArray());
        return builder.AddJsonStream(content).AddEnvironmentVariables().AddInMemoryCollection(commandLine).Build();
    }

    /// <summary>Its variables become the process's own, so that the AWS credential chain sees them too; real variables win.</summary>
    private static void LoadEnvironmentFile(string path)
    {
        if (!File.Exists(path))
            return;
        try
        {
            Env.Load(path, new LoadOptions(setEnvVars: true, clobberExistingVars: false, onlyExactPath: true));
        }
        catch (Exception exception)
        {
            // The parser's message quotes the file, and the file holds secrets.
            throw new UsageException($"'{path}' cannot be read: write one NAME=value a line, values with spaces in quotes.", exception);
        }
    }

    private static byte[] ReadJson(string path)
    {
        try
        {
            var content = File.ReadAllBytes(path);
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            using var document = JsonDocument.Parse(WithoutByteOrderMark(content), options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new UsageException($"'{path}' is not a JSON object: it must start with {{ and end with }}.");
            return content;
        }
        catch (JsonException exception)
        {
            throw new UsageException($"'{path}' is not valid JSON: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(byte[] content)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        return content.AsSpan().StartsWith(mark) ? content.AsMemory(mark.Length) : content;
    }
}
