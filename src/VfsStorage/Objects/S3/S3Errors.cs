using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Xml;
using Amazon.Runtime;

namespace VfsStorage.Objects.S3;

/// <summary>The one place where a failure of the SDK or the wire becomes a <see cref="StoreException"/>.</summary>
internal static class S3Errors
{
    private const int MaxKeyBytes = 1024;

    /// <summary>The failure in the store's terms, or <see langword="null"/> for one that is not the store's: a cancellation or a mistake in code.</summary>
    public static StoreException? Translate(Exception exception, RequestKind request, ObjectKey target, CancellationToken cancellationToken) =>
        exception switch
        {
            StoreException known => known,
            AmazonServiceException answer => FromAnswer(answer, request, target),
            AmazonClientException client => new(KindOf(client), Describe(request, target, client.Message), client),
            XmlException => new(StoreErrorKind.Unavailable, Describe(request, target, "the answer was not readable"), exception),
            FormatException or OverflowException => new(StoreErrorKind.Other, Describe(request, target, exception.Message), exception),
            _ when IsTransport(exception, cancellationToken) =>
                new(StoreErrorKind.Unavailable, Describe(request, target, exception.Message), exception),
            _ => null,
        };

    /// <summary>Whether this is a broken or missing connection, or a time-out that the caller did not ask for.</summary>
    public static bool IsTransport(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        HttpRequestException or IOException or SocketException or TimeoutException or AuthenticationException => true,
        _ => false,
    };

    /// <summary>The kind of an error answer, by its code where that says enough and by its status otherwise.</summary>
    public static StoreErrorKind KindOf(string code, int status, string message) => code switch
    {
        "NoSuchKey" or "NoSuchVersion" => StoreErrorKind.NotFound,
        "NoSuchBucket" => StoreErrorKind.NoSuchBucket,
        "NoSuchUpload" => StoreErrorKind.NoSuchUpload,
        "PreconditionFailed" or "NotModified" => StoreErrorKind.PreconditionFailed,
        "ConditionalRequestConflict" or "OperationAborted" => StoreErrorKind.Conflict,
        "InvalidRange" => StoreErrorKind.RangeNotSatisfiable,
        "KeyTooLongError" or "KeyTooLong" => StoreErrorKind.KeyTooLong,
        "EntityTooLarge" => StoreErrorKind.TooLarge,
        "InvalidRequest" when message.Contains("copy source is larger", StringComparison.OrdinalIgnoreCase) => StoreErrorKind.TooLarge,
        "ExpiredToken" or "ExpiredTokenException" or "TokenRefreshRequired" => StoreErrorKind.ExpiredCredentials,
        "InvalidToken" or "InvalidAccessKeyId" or "InvalidClientTokenId" or "UnrecognizedClientException" or "SignatureDoesNotMatch" or "InvalidSecurity"
            or "RequestTimeTooSkewed" or "AuthorizationHeaderMalformed" or "NotSignedUp" => StoreErrorKind.BadCredentials,
        "AccessDenied" or "AllAccessDisabled" or "AccountProblem" => StoreErrorKind.AccessDenied,
        "InvalidObjectState" => StoreErrorKind.Other,
        "SlowDown" or "SlowDownRead" or "SlowDownWrite" or "Throttling" or "ThrottlingException" or "RequestThrottled"
            or "RequestLimitExceeded" or "BandwidthLimitExceeded" or "TooManyRequests" => StoreErrorKind.Throttled,
        "InternalError" or "ServiceUnavailable" or "RequestTimeout" or "IncompleteBody" => StoreErrorKind.Unavailable,
        "BadDigest" or "InvalidDigest" or "XAmzContentChecksumMismatch" or "XAmzContentSHA256Mismatch" => StoreErrorKind.Corrupt,
        "NotImplemented" => StoreErrorKind.NotSupported,
        _ => KindOf(status),
    };

    private static StoreErrorKind KindOf(int status) => status switch
    {
        401 => StoreErrorKind.BadCredentials,
        403 => StoreErrorKind.AccessDenied,
        404 => StoreErrorKind.NotFound,
        405 or 501 => StoreErrorKind.NotSupported,
        409 => StoreErrorKind.Conflict,
        304 or 412 => StoreErrorKind.PreconditionFailed,
        413 => StoreErrorKind.TooLarge,
        416 => StoreErrorKind.RangeNotSatisfiable,
        429 => StoreErrorKind.Throttled,
        408 or >= 500 => StoreErrorKind.Unavailable,
        // An error inside a 200, or an answer that broke off before its end.
        200 => StoreErrorKind.Unavailable,
        _ => StoreErrorKind.Other,
    };

    // Raised by the SDK itself: no answer came, or none that it could use.
    private static StoreErrorKind KindOf(AmazonClientException exception) => exception switch
    {
        { InnerException: AmazonServiceException answer } when KindOf(answer.ErrorCode ?? "", (int)answer.StatusCode, "") == StoreErrorKind.ExpiredCredentials =>
            StoreErrorKind.ExpiredCredentials,
        _ when exception.Message.Contains("expired", StringComparison.OrdinalIgnoreCase) => StoreErrorKind.ExpiredCredentials,
        { InnerException: AmazonServiceException or AmazonClientException } => StoreErrorKind.BadCredentials,
        _ when exception.Message.Contains("credential", StringComparison.OrdinalIgnoreCase)
            || exception.Message.Contains("profile", StringComparison.OrdinalIgnoreCase) => StoreErrorKind.BadCredentials,
        _ when exception.Message.Contains("hash", StringComparison.OrdinalIgnoreCase) => StoreErrorKind.Corrupt,
        { InnerException: { } inner } when IsTransport(inner, CancellationToken.None) => StoreErrorKind.Unavailable,
        _ => StoreErrorKind.Other,
    };

    private static StoreException FromAnswer(AmazonServiceException answer, RequestKind request, ObjectKey target)
    {
        var status = (int)answer.StatusCode;
        // An AmazonServiceException without a status never had an answer: the SDK wraps some failures of the wire so.
        var kind = status == 0 ? StoreErrorKind.Unavailable : KindOf(answer.ErrorCode ?? "", status, answer.Message);
        // Without a key, what was not found is the bucket: a listing of an empty prefix is empty, not missing.
        if (kind == StoreErrorKind.NotFound && request is RequestKind.List or RequestKind.DeleteMany) kind = StoreErrorKind.NoSuchBucket;
        // A write names a key that is not there only if it was to replace a version of it: the condition was false, as it is with 412.
        if (answer.ErrorCode == "NoSuchKey" && request is RequestKind.Put or RequestKind.CompleteUpload) kind = StoreErrorKind.PreconditionFailed;
        // Stores have many codes for this one, some of them for other mistakes as well.
        if (status == 400 && Encoding.UTF8.GetByteCount(target.Key) > MaxKeyBytes) kind = StoreErrorKind.KeyTooLong;
        var detail = $"{answer.Message} ({answer.ErrorCode}, HTTP {status}, request {answer.RequestId})";
        return new StoreException(kind, Describe(request, target, detail), answer) { Code = answer.ErrorCode ?? "", Status = status };
    }

    private static string Describe(RequestKind request, ObjectKey target, string detail) => $"{request} {target}: {detail}";
}
