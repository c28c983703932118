using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using VfsStorage.App.Agents;
using VfsStorage.App.Configuration;
using VfsStorage.App.Locations;
using VfsStorage.Claims;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Processing;
using VfsStorage.Tree.Leases;

namespace VfsStorage.App.Hosting;

/// <summary>The composition root: the storage from the library, the claims services over it.</summary>
internal static class ApplicationServices
{
    /// <summary>Adds everything a command can ask for. What the caller has registered before (clock, agents, processor) stays.</summary>
    /// <param name="services">Where to add.</param>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="isDiagnostic">Whether every logging group logs everything.</param>
    public static IServiceCollection AddApplication(this IServiceCollection services, IConfiguration configuration, bool isDiagnostic = false) =>
        services.AddApplication(configuration, AppSettings.Read(configuration), isDiagnostic);

    /// <summary>The same with settings that were changed since they were read.</summary>
    public static IServiceCollection AddApplication(this IServiceCollection services, IConfiguration configuration, AppSettings settings, bool isDiagnostic)
    {
        services.AddSingleton(settings);
        services.AddSingleton(new StorageCheck(configuration));
        services.AddSingleton(_ => new PlaceOpener(configuration));
        var logSwitch = new LogSwitch { IsDebug = isDiagnostic };
        services.AddSingleton(logSwitch);
        services.AddLogging(logging => FileLog.Add(logging, settings, logSwitch));
        services.AddVfsStorage(configuration.GetSection(StorageOptions.SectionName));
        services.TryAddSingleton(TimeProvider.System);
        if (services.All(service => service.ServiceType != typeof(IAgentSource)))
            services.AddAgents(settings.Agents);
        services.AddSingleton(CreateWorkspace);
        services.TryAddSingleton<ClaimProcessor>();
        services.TryAddSingleton<IClaimProcessor>(provider => provider.GetRequiredService<ClaimProcessor>());
        services.TryAddSingleton<IClaimChecker>(provider => provider.GetRequiredService<ClaimProcessor>());
        services.AddSingleton<ClaimsBatch>();
        return services;
    }

    private static ClaimsWorkspace CreateWorkspace(IServiceProvider services)
    {
        var storage = services.GetRequiredService<StorageManager>();
        var index = services.GetRequiredService<AppSettings>().OrganizationIndex;
        return new ClaimsWorkspace(
            storage.FileSystem, new ClaimsAreas(storage.Input, storage.Output, storage.Archive, storage.Cache))
        {
            Writes = storage.WritesAreAtomic ? WriteStrategy.Direct : WriteStrategy.TemporaryThenMove,
            Time = services.GetRequiredService<TimeProvider>(),
            MasksReports = services.GetRequiredService<AppSettings>().MasksReports,
            OrganizationIndexPath = storage.FileSystem.Path.Combine(storage.Input, index),
            ProcessSpace = ProcessSpace.Current,
            Loggers = services.GetRequiredService<ILoggerFactory>(),
        };
    }
}
