using Amazon.S3.Model;

namespace VfsStorage.Objects.S3;

/// <summary>Carries tags over where the store does not do so by itself.</summary>
internal sealed class ObjectTags(RequestSender sender, RequestDefaults defaults)
{
    public async Task<List<Tag>> GetAsync(ObjectKey source, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await sender.SendAsync(
                RequestKind.GetTags,
                source,
                (client, token) => client.GetObjectTaggingAsync(
                    defaults.Apply(new GetObjectTaggingRequest { BucketName = source.Bucket, Key = source.Key }), token),
                cancellationToken).ConfigureAwait(false);
            return answer.Tagging ?? [];
        }
        catch (StoreException unknown) when (unknown.Kind == StoreErrorKind.NotSupported)
        {
            return []; // A store without tags has none to lose.
        }
    }

    public async Task PutAsync(ObjectKey destination, List<Tag> tags, CancellationToken cancellationToken)
    {
        if (tags.Count == 0) return;
        var tagging = new Tagging { TagSet = tags };
        await sender.SendAsync(
            RequestKind.PutTags,
            destination,
            (client, token) => client.PutObjectTaggingAsync(
                defaults.Apply(new PutObjectTaggingRequest { BucketName = destination.Bucket, Key = destination.Key, Tagging = tagging }), token),
            cancellationToken).ConfigureAwait(false);
    }
}
