using System.IO.Abstractions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace VfsStorage.App.Hosting;

/// <summary>Stands in for the library's registration: the local mode only.</summary>
internal static class LocalStorageServices
{
    public static IServiceCollection AddVfsStorage(this IServiceCollection services, IConfiguration storage)
    {
        if (storage["mode"] is not (null or "local"))
            throw new UsageException($"storage.mode must be local, not '{storage["mode"]}'.");
        var root = Path.GetFullPath(storage["local:base_path"] ?? ".");
        string Area(string key, string defaultName) => Path.Combine(root, storage[$"local:{key}_folder"] ?? defaultName);
        return services.AddSingleton(new StorageManager(
            new FileSystem(), Area("input", "drop"), Area("output", "output"), Area("archive", "archive"), Area("cache", "cache")));
    }
}
