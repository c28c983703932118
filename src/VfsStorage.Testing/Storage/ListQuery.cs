namespace VfsStorage.Testing.Storage;

/// <summary>What a listing asks of a bucket.</summary>
internal sealed record ListQuery
{
    public string Prefix { get; init; } = "";

    public string Delimiter { get; init; } = "";

    /// <summary>Only entries after this one; an entry is a key, or the common prefix that stands for several.</summary>
    public string After { get; init; } = "";

    public int MaxEntries { get; init; } = 1000;
}
