namespace VfsStorage.Claims;

/// <summary>The logger categories, one for each logging group of the configuration.</summary>
public static class LogGroups
{
    /// <summary>Batch, intake and archive.</summary>
    public const string Core = "VfsStorage.Claims.Core";

    /// <summary>Marshaller cache, report versions and organisation index.</summary>
    public const string Services = "VfsStorage.Claims.Services";

    /// <summary>The sources of agent answers.</summary>
    public const string Agents = "VfsStorage.Claims.Agents";

    /// <summary>Search and evaluation.</summary>
    public const string Evaluation = "VfsStorage.Claims.Evaluation";
}
