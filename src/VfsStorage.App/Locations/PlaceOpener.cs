using System.IO.Abstractions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Locations;

/// <summary>Makes file systems of the places that a command line names, all with the settings of one configuration.</summary>
internal sealed class PlaceOpener(IConfiguration configuration) : IAsyncDisposable
{
    private readonly Dictionary<StorageMode, ServiceProvider> _storages = [];
    private ServiceProvider? _configured;
    private S3Connection? _connection;

    /// <summary>The mode that the configuration names.</summary>
    public StorageMode Mode => Options.Mode;

    /// <summary>The section <c>storage</c>, checked for the mode that it names.</summary>
    public StorageOptions Options => OptionsOf(Services(null));

    /// <summary>Opens a place; areas are those of the configured mode, or of <paramref name="mode"/>.</summary>
    /// <exception cref="UsageException">An area cannot be made.</exception>
    /// <exception cref="OptionsValidationException">The configuration has mistakes.</exception>
    public Place Open(PlaceName name, StorageMode? mode = null)
    {
        switch (name.Kind)
        {
            case PlaceKind.Area:
                var storage = OpenStorage(mode);
                return new Place(name, storage.FileSystem, storage.FileSystem.Path.Combine(AreaPath(storage, name.Root), name.Path).TrimEnd('/'));
            case PlaceKind.Bucket:
                return new Place(name, Connection.Open(name.Root), "/" + name.Path.TrimEnd('/'));
            default:
                return new Place(name, new FileSystem(), Path.GetFullPath(name.Path));
        }
    }

    /// <summary>The four areas in a mode; <see langword="null"/> for the configured one.</summary>
    /// <exception cref="UsageException">An area cannot be made.</exception>
    public StorageManager OpenStorage(StorageMode? mode = null)
    {
        try
        {
            return Services(mode).GetRequiredService<StorageManager>();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"An area cannot be made: {ErrorLines.WithCauses(exception)} Correct storage.local (base_path and the four folders).", exception);
        }
    }

    /// <summary>The path of an area.</summary>
    public static string AreaPath(StorageManager storage, string area) => area switch
    {
        "input" => storage.Input,
        "output" => storage.Output,
        "archive" => storage.Archive,
        _ => storage.Cache,
    };

    /// <summary>The store of <c>storage.s3</c>, whatever the mode.</summary>
    public S3Connection Connection => _connection ??= new S3Connection(Options.S3);

    public async ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        foreach (var services in _storages.Values.Distinct())
            await services.DisposeAsync();
    }

    private static StorageOptions OptionsOf(ServiceProvider services) => services.GetRequiredService<IOptions<StorageOptions>>().Value;

    private ServiceProvider Services(StorageMode? mode)
    {
        if (mode is { } wanted && _storages.TryGetValue(wanted, out var known))
            return known;
        if (mode is null && _configured is not null)
            return _configured;
        var sources = new ConfigurationBuilder().AddConfiguration(configuration);
        if (mode is { } other)
            sources.AddInMemoryCollection([KeyValuePair.Create($"{StorageOptions.SectionName}:mode", (string?)other.ToString())]);
        // The section itself, which may be a value where a group of keys is expected.
        var section = sources.Build().GetSection(StorageOptions.SectionName);
        var services = new ServiceCollection().AddVfsStorage(section).BuildServiceProvider();
        if (mode is null)
            _configured = services;
        _storages[mode ?? OptionsOf(services).Mode] = services;
        return services;
    }
}
