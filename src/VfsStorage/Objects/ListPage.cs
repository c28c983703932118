namespace VfsStorage.Objects;

/// <summary>A page of a listing.</summary>
/// <param name="Objects">The objects, in UTF-8 binary order of their keys; headers are not known.</param>
/// <param name="CommonPrefixes">What the delimiter folded, each with its trailing <c>/</c>, in the same order.</param>
/// <param name="ContinuationToken">Asks for the next page; <see langword="null"/> on the last.</param>
internal sealed record ListPage(IReadOnlyList<ObjectInfo> Objects, IReadOnlyList<string> CommonPrefixes, string? ContinuationToken)
{
    /// <summary>The last key or common prefix; <see langword="null"/> of an empty page.</summary>
    public string? LastKey => (Objects.Count, CommonPrefixes.Count) switch
    {
        (0, 0) => null,
        (0, _) => CommonPrefixes[^1],
        (_, 0) => Objects[^1].Key,
        _ => KeyOrder.Compare(CommonPrefixes[^1], Objects[^1].Key) > 0 ? CommonPrefixes[^1] : Objects[^1].Key,
    };
}
