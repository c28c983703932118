namespace VfsStorage;

/// <summary>How the client behaves when the store is throttling.</summary>
public enum S3RetryMode
{
    /// <summary>Each request waits for itself, longer with each try, with jitter.</summary>
    Standard,

    /// <summary>As standard, and all requests of the client are slowed down together until the store keeps up.</summary>
    Adaptive,
}
