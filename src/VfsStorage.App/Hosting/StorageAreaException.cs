namespace VfsStorage.App.Hosting;

/// <summary>An area that cannot be used; the message says what to change.</summary>
internal sealed class StorageAreaException(StorageArea area, Exception cause) : Exception(Describe(area, cause), cause)
{
    /// <summary>Whether the area itself does not exist, rather than the whole storage being out of reach.</summary>
    public bool IsMissing { get; } = cause is DirectoryNotFoundException;

    private static string Describe(StorageArea area, Exception cause)
    {
        var reason = ErrorLines.WithCauses(cause).TrimEnd('.');
        return cause switch
        {
            DirectoryNotFoundException => $"The {area.Name} area does not exist: {reason}. Correct {area.Key}.",
            UnauthorizedAccessException => $"The {area.Name} area refuses access: {reason}. Correct {area.Identity}, or {area.Key}.",
            _ => $"The {area.Name} area cannot be reached: {reason}. Correct {area.AccessKeys}, or try again later.",
        };
    }
}
