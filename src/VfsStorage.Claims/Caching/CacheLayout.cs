using System.IO.Abstractions;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Caching;

/// <summary>Where things are in the cache area: a folder an employee, in it a folder an agent, in it a folder a service.</summary>
internal sealed class CacheLayout(ClaimsWorkspace workspace)
{
    public const string RequestLogName = "request_log.txt";

    private readonly IFileSystem _fileSystem = workspace.FileSystem;
    private readonly string _cache = workspace.Areas.Cache;

    /// <summary>The employee's folder. No employee number can name a folder outside the cache.</summary>
    public string Employee(string employee) => _fileSystem.Path.Combine(_cache, SafeName.Unique(employee));

    public string Agent(string employee, string agent) => _fileSystem.Path.Combine(Employee(employee), agent);

    public string Service(string employee, string agent, string service) =>
        _fileSystem.Path.Combine(Agent(employee, agent), service);

    public string RequestLog(string employee) => _fileSystem.Path.Combine(Employee(employee), RequestLogName);

    public string Manifest(string serviceFolder) => _fileSystem.Path.Combine(serviceFolder, CacheManifest.FileName);

    /// <summary>The names of the employees' folders, in ordinal order of the employee numbers.</summary>
    public IReadOnlyList<string> Folders() => Existing(
        () => _fileSystem.Directory.EnumerateDirectories(_cache).Select(path => _fileSystem.Path.GetFileName(path))
            .OrderBy(SafeName.FromUnique, StringComparer.Ordinal)) ?? [];

    /// <summary>The names of the folders in an employee's folder; <see langword="null"/> if that does not exist.</summary>
    public IReadOnlyList<string>? AgentsIn(string folder) => Existing(
        () => _fileSystem.Directory.EnumerateDirectories(PathOf(folder)).Select(path => _fileSystem.Path.GetFileName(path)));

    /// <summary>Every file in an employee's folder, as the parts of its path there.</summary>
    public IReadOnlyList<string[]> FilesIn(string folder)
    {
        var root = PathOf(folder);
        char[] separators = [_fileSystem.Path.DirectorySeparatorChar, _fileSystem.Path.AltDirectorySeparatorChar];
        return Existing(() => _fileSystem.Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => path[root.Length..].Split(separators, StringSplitOptions.RemoveEmptyEntries))
            .OrderBy(parts => string.Join('/', parts), StringComparer.Ordinal)) ?? [];
    }

    /// <summary>A path in the cache.</summary>
    public string PathOf(string folder, params string[] parts) => _fileSystem.Path.Combine([_cache, folder, .. parts]);

    /// <summary>The file of one result.</summary>
    public string Data(string serviceFolder, string employee, CacheFileName name) =>
        _fileSystem.Path.Combine(serviceFolder, $"{Stem(serviceFolder, employee)}{name.Ending}");

    private string Stem(string serviceFolder, string employee)
    {
        var service = _fileSystem.Path.GetFileName(serviceFolder);
        var agent = _fileSystem.Path.GetFileName(_fileSystem.Path.GetDirectoryName(serviceFolder));
        return $"{agent}_{SafeName.Unique(employee)}_{service}";
    }

    private static List<T>? Existing<T>(Func<IEnumerable<T>> enumerate)
    {
        try
        {
            return [.. enumerate()];
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }
}
