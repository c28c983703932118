namespace VfsStorage.Testing.Http;

/// <summary>What the path of a request addresses.</summary>
internal enum RouteLevel
{
    Service,
    Bucket,
    Object,
}
