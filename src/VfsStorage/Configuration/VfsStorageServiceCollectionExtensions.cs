using System.IO.Abstractions;
using Amazon.S3;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VfsStorage;
using VfsStorage.Configuration;
using VfsStorage.Objects.S3;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the storage that a configuration describes.</summary>
public static class VfsStorageServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IFileSystem"/> and <see cref="StorageManager"/>, and in S3 mode <c>IAmazonS3</c>, all as singletons. What is
    /// registered already stays: a test may bring its own client or file system.
    /// </summary>
    /// <remarks>
    /// The section is validated when a host starts, or when one of the services is first asked for: <see cref="StorageConfigurationException"/>
    /// tells all mistakes. Nothing is sent to S3 and no credentials are fetched before the first file operation.
    /// </remarks>
    /// <param name="services">Where to register.</param>
    /// <param name="storageSection">The section <c>storage</c>, with its keys <c>mode</c>, <c>local</c> and <c>s3</c>.</param>
    public static IServiceCollection AddVfsStorage(this IServiceCollection services, IConfiguration storageSection)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(storageSection);
        services.AddOptions<StorageOptions>().Configure(options => StorageOptionsReader.Read(storageSection, options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>>(new StorageOptionsValidator(storageSection));
        services.TryAddSingleton(provider => Options(provider) is { Mode: StorageMode.S3 } options ? S3ClientFactory.Create(options.S3) : null!);
        services.TryAddSingleton<IFileSystem>(provider => Options(provider) is { Mode: StorageMode.S3 } options
            ? Objects(provider, options)
            : new FileSystem());
        services.TryAddSingleton(provider => StorageFactory.Manager(provider.GetRequiredService<IFileSystem>(), Options(provider)));
        return services;
    }

    private static S3FileSystem Objects(IServiceProvider provider, StorageOptions options)
    {
        var client = provider.GetRequiredService<IAmazonS3>();
        var fileSystemOptions = StorageFactory.FileSystemOptions(options.S3, S3ClientFactory.RefreshOf(client));
        if (provider.GetService<ILoggerFactory>() is { } loggers) fileSystemOptions.LoggerFactory = loggers;
        if (provider.GetService<TimeProvider>() is { } time) fileSystemOptions.TimeProvider = time;
        return new S3FileSystem(client, StorageFactory.Mounts(options), fileSystemOptions);
    }

    private static StorageOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<StorageOptions>>().Value;
}
