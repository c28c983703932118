namespace VfsStorage.Testing.Errors;

/// <summary>Ends a request with an S3 error; thrown anywhere, answered in one place.</summary>
internal sealed class S3Exception(S3Error error, IReadOnlyList<(string Name, string Value)> details)
    : Exception($"{error.Code}: {error.Message}")
{
    public S3Error Error { get; } = error;

    /// <summary>Extra elements of the XML body.</summary>
    public IReadOnlyList<(string Name, string Value)> Details { get; } = details;

    /// <summary>Extra headers of the answer.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];
}
