using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace VfsStorage.App.Hosting;

/// <summary>
/// Looks into every area once before the work starts, with little patience, so that a mistake in the configuration is told in
/// seconds and by the key to change. The work itself keeps the configured patience.
/// </summary>
internal sealed class StorageCheck(IConfiguration configuration)
{
    // In the mode without a network they mean nothing.
    private static readonly Dictionary<string, double> _patience = new()
    {
        ["s3:max_retries"] = 1,
        ["s3:connect_timeout_seconds"] = 3,
        ["s3:request_timeout_seconds"] = 5,
    };

    /// <summary>Looks into the areas.</summary>
    /// <exception cref="UsageException">One line for each area that does not exist, or one for a storage that cannot be used.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var provider = new ServiceCollection().AddVfsStorage(Impatient()).BuildServiceProvider();
        var mode = provider.GetRequiredService<IOptions<StorageOptions>>().Value.Mode;
        var storage = Open(provider);
        var causes = await Task.WhenAll(
            LookAsync(storage, new StorageArea("input", storage.Input, mode), cancellationToken),
            LookAsync(storage, new StorageArea("output", storage.Output, mode), cancellationToken),
            LookAsync(storage, new StorageArea("archive", storage.Archive, mode), cancellationToken),
            LookAsync(storage, new StorageArea("cache", storage.Cache, mode), cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();

        var failures = causes.OfType<StorageAreaException>().ToList();
        // A storage that is out of reach is so for every area: said once.
        var told = failures.Where(failure => failure.IsMissing).DefaultIfEmpty(failures.FirstOrDefault()).ToList();
        if (told is [{ } first, ..])
            throw new UsageException([.. told.Select(failure => failure!.Message)], first);
    }

    private static StorageManager Open(ServiceProvider provider)
    {
        try
        {
            return provider.GetRequiredService<StorageManager>();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"An area cannot be made: {ErrorLines.WithCauses(exception)} Correct storage.local (base_path and the four folders).", exception);
        }
    }

    private static async Task<StorageAreaException?> LookAsync(StorageManager storage, StorageArea area, CancellationToken cancellationToken)
    {
        try
        {
            var entries = storage.FileSystem.Directory.EnumerateFileSystemEntriesAsync(area.Path, cancellationToken: cancellationToken);
            await entries.AnyAsync(cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new StorageAreaException(area, exception);
        }
    }

    private IConfigurationRoot Impatient()
    {
        var section = configuration.GetSection(StorageOptions.SectionName);
        var shorter = _patience.Where(limit => !(Configured(section[limit.Key]) < limit.Value))
            .Select(limit => KeyValuePair.Create(limit.Key, (string?)limit.Value.ToString(CultureInfo.InvariantCulture)));
        return new ConfigurationBuilder().AddConfiguration(section).AddInMemoryCollection(shorter).Build();
    }

    private static double? Configured(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
