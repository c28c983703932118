using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;
using VfsStorage.Objects;
using VfsStorage.Objects.S3;

namespace VfsStorage.Tests.Objects.S3;

internal sealed class S3ErrorsTests
{
    private static readonly ObjectKey Key = new("bucket", "key");

    [TestCase("NoSuchKey", 404, StoreErrorKind.NotFound)]
    [TestCase("NotFound", 404, StoreErrorKind.NotFound)]
    [TestCase("NoSuchBucket", 404, StoreErrorKind.NoSuchBucket)]
    [TestCase("NoSuchUpload", 404, StoreErrorKind.NoSuchUpload)]
    [TestCase("PreconditionFailed", 412, StoreErrorKind.PreconditionFailed)]
    [TestCase("NotModified", 304, StoreErrorKind.PreconditionFailed)]
    [TestCase("ConditionalRequestConflict", 409, StoreErrorKind.Conflict)]
    [TestCase("OperationAborted", 409, StoreErrorKind.Conflict)]
    [TestCase("InvalidRange", 416, StoreErrorKind.RangeNotSatisfiable)]
    [TestCase("RequestedRangeNotSatisfiable", 416, StoreErrorKind.RangeNotSatisfiable)]
    [TestCase("AccessDenied", 403, StoreErrorKind.AccessDenied)]
    [TestCase("Forbidden", 403, StoreErrorKind.AccessDenied)]
    [TestCase("SignatureDoesNotMatch", 403, StoreErrorKind.BadCredentials)]
    [TestCase("RequestTimeTooSkewed", 403, StoreErrorKind.BadCredentials)]
    [TestCase("ExpiredToken", 400, StoreErrorKind.ExpiredCredentials)]
    [TestCase("Unauthorized", 401, StoreErrorKind.BadCredentials)]
    [TestCase("KeyTooLongError", 400, StoreErrorKind.KeyTooLong)]
    [TestCase("EntityTooLarge", 400, StoreErrorKind.TooLarge)]
    [TestCase("RequestEntityTooLarge", 413, StoreErrorKind.TooLarge)]
    [TestCase("SlowDown", 503, StoreErrorKind.Throttled)]
    [TestCase("TooManyRequests", 429, StoreErrorKind.Throttled)]
    [TestCase("RequestTimeout", 400, StoreErrorKind.Unavailable)]
    [TestCase("InternalError", 500, StoreErrorKind.Unavailable)]
    [TestCase("InternalError", 200, StoreErrorKind.Unavailable)]
    [TestCase("BadGateway", 502, StoreErrorKind.Unavailable)]
    [TestCase("BadDigest", 400, StoreErrorKind.Corrupt)]
    [TestCase("NotImplemented", 501, StoreErrorKind.NotSupported)]
    [TestCase("MethodNotAllowed", 405, StoreErrorKind.NotSupported)]
    [TestCase("InvalidObjectState", 403, StoreErrorKind.Other)]
    [TestCase("InvalidArgument", 400, StoreErrorKind.Other)]
    [TestCase("PermanentRedirect", 301, StoreErrorKind.Other)]
    public void Translate_Answer_IsItsKind(string code, int status, StoreErrorKind kind)
    {
        var answer = new AmazonS3Exception("text", ErrorType.Unknown, code, "id-1", (HttpStatusCode)status);
        var error = S3Errors.Translate(answer, RequestKind.Get, Key, default)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((error.Kind, error.Code, error.Status, error.InnerException), Is.EqualTo((kind, code, status, (Exception)answer)));
            Assert.That(error.Message, Is.EqualTo($"Get s3://bucket/key: text ({code}, HTTP {status}, request id-1)"));
        }
    }

    [Test]
    public void Translate_ListingThatFindsNothing_IsNoSuchBucket() =>
        Assert.That(Kind(new AmazonS3Exception("", ErrorType.Unknown, "NotFound", "", HttpStatusCode.NotFound), RequestKind.List), Is.EqualTo(StoreErrorKind.NoSuchBucket));

    [Test]
    public void Translate_CopySourceTooLarge_IsTooLarge()
    {
        const string Message = "The specified copy source is larger than the maximum allowable size for a copy source: 5368709120";
        Assert.That(Kind(new AmazonS3Exception(Message, ErrorType.Sender, "InvalidRequest", "", HttpStatusCode.BadRequest)), Is.EqualTo(StoreErrorKind.TooLarge));
    }

    [Test]
    public void Translate_RefusedKeyOfOver1024Bytes_IsKeyTooLong()
    {
        var answer = new AmazonS3Exception("", ErrorType.Sender, "InvalidObjectName", "", HttpStatusCode.BadRequest);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(S3Errors.Translate(answer, RequestKind.Put, new("bucket", new string('ß', 513)), default)!.Kind, Is.EqualTo(StoreErrorKind.KeyTooLong));
            Assert.That(S3Errors.Translate(answer, RequestKind.Put, new("bucket", new string('ß', 512)), default)!.Kind, Is.EqualTo(StoreErrorKind.Other));
        }
    }

    [Test]
    public void Translate_FailureOfTheWire_IsUnavailable([ValueSource(nameof(WireFailures))] Exception failure) =>
        Assert.That(Kind(failure), Is.EqualTo(StoreErrorKind.Unavailable));

    [Test]
    public void Translate_FailureOfTheSdk_IsItsKind()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Kind(new AmazonClientException("Failed to resolve AWS credentials.")), Is.EqualTo(StoreErrorKind.BadCredentials));
            Assert.That(Kind(new AmazonClientException("Error calling AssumeRole", new AmazonServiceException("denied"))), Is.EqualTo(StoreErrorKind.BadCredentials));
            Assert.That(Kind(new AmazonClientException("Expected hash not equal to calculated hash")), Is.EqualTo(StoreErrorKind.Corrupt));
            Assert.That(Kind(new AmazonClientException("?", new IOException())), Is.EqualTo(StoreErrorKind.Unavailable));
            Assert.That(Kind(new AmazonClientException("?")), Is.EqualTo(StoreErrorKind.Other));
        }
    }

    [Test]
    public void Translate_WhatIsNotTheStoresFailure_IsLeftAlone()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(S3Errors.Translate(new InvalidOperationException(), RequestKind.Get, Key, default), Is.Null);
            Assert.That(S3Errors.Translate(new TaskCanceledException(), RequestKind.Get, Key, new CancellationToken(true)), Is.Null);
        }
    }

    private static IEnumerable<Exception> WireFailures =>
    [
        new HttpRequestException(), new IOException(), new SocketException(), new TimeoutException(), new TaskCanceledException("time-out of the client"),
        new System.Security.Authentication.AuthenticationException(), new System.Xml.XmlException(), new AmazonServiceException("no answer", new IOException()),
    ];

    private static StoreErrorKind Kind(Exception exception, RequestKind request = RequestKind.Get) => S3Errors.Translate(exception, request, Key, default)!.Kind;
}
