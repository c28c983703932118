using VfsStorage.Testing.Errors;

namespace VfsStorage.Testing.Storage;

/// <summary>The condition under which a write may replace what a key holds; judged atomically with the write.</summary>
/// <param name="IfMatch">The ETag, without quotes, that the key must hold; S3 has no wildcard here.</param>
/// <param name="IfAbsent">Whether the key must hold nothing (<c>If-None-Match: *</c>).</param>
internal sealed record WriteCondition(string? IfMatch = null, bool IfAbsent = false)
{
    public static WriteCondition None { get; } = new();

    public void Check(StoredObject? current)
    {
        if (IfAbsent && current is not null)
            throw S3Error.PreconditionFailed.With(("Condition", "If-None-Match"));
        if (IfMatch is null)
            return;
        if (current is null)
            throw S3Error.NoSuchKey.With();
        if (IfMatch != current.ETag)
            throw S3Error.PreconditionFailed.With(("Condition", "If-Match"));
    }
}
