namespace VfsStorage.Testing.Http;

/// <summary>How one operation is recognised: by method, level, the parameters it must have and those it may have.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Level">Whether it addresses the service, a bucket or an object.</param>
/// <param name="Required">Query parameters that must be there.</param>
/// <param name="Allowed">Query parameters that may be there; any other means another operation.</param>
internal sealed record Route(S3Operation Operation, string Method, RouteLevel Level, string[] Required, string[] Allowed)
{
    /// <summary>A header that must be there, or null.</summary>
    public string? RequiredHeader { get; init; }
}
