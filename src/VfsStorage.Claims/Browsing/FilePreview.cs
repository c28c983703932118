namespace VfsStorage.Claims.Browsing;

/// <summary>The beginning of a file, sensitive values masked.</summary>
/// <param name="Kind"><c>json</c>, <c>table</c> or <c>text</c>.</param>
/// <param name="Bytes">The whole file's size.</param>
/// <param name="IsCut">Whether the file goes on.</param>
public sealed record FilePreview(string Kind, long Bytes, bool IsCut)
{
    /// <summary>A text's or JSON file's beginning.</summary>
    public string Text { get; init; } = "";

    /// <summary>A table's columns.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>A table's first rows.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; init; } = [];
}
