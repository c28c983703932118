using VfsStorage.Testing.Errors;

namespace VfsStorage.Testing.Storage;

/// <summary>The condition under which a key may be deleted; judged atomically with the delete.</summary>
/// <param name="IfMatch">The ETag, without quotes, that the key must hold; <c>*</c> for any.</param>
/// <param name="IfMatchSize">The size the object must have, bytes.</param>
/// <param name="IfMatchLastModified">The modification time the object must have, whole seconds.</param>
internal sealed record DeleteCondition(string? IfMatch = null, long? IfMatchSize = null, DateTimeOffset? IfMatchLastModified = null)
{
    public static DeleteCondition None { get; } = new();

    public void Check(StoredObject? current)
    {
        if (IfMatch is not null && (current is null || (IfMatch != "*" && IfMatch != current.ETag)))
            throw S3Error.PreconditionFailed.With(("Condition", "If-Match"));
        if (current is null)
            return;
        if (IfMatchSize is not null && IfMatchSize != current.Size)
            throw S3Error.PreconditionFailed.With(("Condition", "x-amz-if-match-size"));
        if (IfMatchLastModified is not null && IfMatchLastModified != current.LastModified)
            throw S3Error.PreconditionFailed.With(("Condition", "x-amz-if-match-last-modified-time"));
    }
}
