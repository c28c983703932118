namespace VfsStorage.Objects.S3;

/// <summary>
/// A PUT that sends a small body together with its headers. The SDK asks for <c>100 Continue</c> before every upload, which costs a round trip;
/// that pays only where a refused body would have been large. It has the name of the SDK's own, because the SDK finds an operation's rules by it.
/// </summary>
internal sealed class PutObjectRequest : Amazon.S3.Model.PutObjectRequest
{
    protected override bool Expect100Continue => InputStream?.Length >= SmallBodyHandler.SmallBytes;
}
