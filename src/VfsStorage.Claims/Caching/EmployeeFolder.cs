using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Caching;

/// <summary>
/// What the cache holds of one employee: one listing for all claims of it that are under way in this process, kept up with what they
/// write. What it says is there may have gone, and what it says is missing may have come from another process: who reads and writes
/// copes with both.
/// </summary>
internal sealed class EmployeeFolder(CacheLayout layout, string employee)
{
    private readonly Lock _lock = new();
    private HashSet<string>? _files;

    /// <summary>Whose folder it is.</summary>
    public string Employee => employee;

    /// <summary>How many claims use it; <see cref="Marshaller"/> counts.</summary>
    public int Users { get; set; }

    /// <summary>Whether the file, named by the folders and the name below the employee's, is there.</summary>
    public bool Has(params ReadOnlySpan<string?> parts)
    {
        var name = string.Join('/', parts);
        lock (_lock)
            return Listed().Contains(name);
    }

    /// <summary>Whether a file is in the folder of an agent's service.</summary>
    public bool HasService(string agent, string service)
    {
        var prefix = $"{agent}/{service}/";
        lock (_lock)
            return Listed().Any(name => name.StartsWith(prefix, StringComparison.Ordinal));
    }

    /// <summary>Takes note of a file that was written.</summary>
    public void Add(params ReadOnlySpan<string?> parts)
    {
        var name = string.Join('/', parts);
        lock (_lock)
            Listed().Add(name);
    }

    /// <summary>The files of the folder itself; <see langword="null"/> if nobody has looked yet.</summary>
    public IReadOnlyList<string>? Names()
    {
        lock (_lock)
            return _files is null ? null : [.. _files.Where(name => !name.Contains('/', StringComparison.Ordinal))];
    }

    private HashSet<string> Listed() =>
        _files ??= [.. layout.FilesIn(SafeName.Unique(employee)).Select(parts => string.Join('/', parts))];
}
