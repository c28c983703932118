using System.Text;

namespace VfsStorage.Tests.Testing.Http;

[TestFixture]
internal sealed class ChunkedBodyTests : ServerFixture
{
    private const string Unsigned = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private const string Signed = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string SignedTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";

    [Test]
    public async Task Put_UnsignedChunksWithTrailer_AreJoined()
    {
        var answer = await PutAsync(Unsigned, "4\r\n1234\r\n5\r\n56789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", 9, "x-amz-checksum-crc32");

        Assert.That((answer.Status, answer.Header("x-amz-checksum-crc32"), await ReadAsync("a")), Is.EqualTo((200, "y/Q5Jg==", "123456789")));
    }

    [Test]
    public async Task Put_SignedChunks_AreJoined()
    {
        var answer = await PutAsync(Signed, "A;chunk-signature=0\r\n0123456789\r\n0;chunk-signature=0\r\n\r\n", 10, trailer: null);

        Assert.That((answer.Status, await ReadAsync("a")), Is.EqualTo((200, "0123456789")));
    }

    [Test]
    public async Task Put_SignedChunksWithTrailer_AreJoined()
    {
        const string Body = "9;chunk-signature=0\r\n123456789\r\n0;chunk-signature=0\r\nx-amz-checksum-crc32c:4waSgw==\r\nx-amz-trailer-signature:0\r\n\r\n";

        var answer = await PutAsync(SignedTrailer, Body, 9, "x-amz-checksum-crc32c");

        Assert.That((answer.Status, await ReadAsync("a")), Is.EqualTo((200, "123456789")));
    }

    [Test]
    public async Task Put_EmptyBodyInChunks_IsEmpty()
    {
        var answer = await PutAsync(Unsigned, "0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", 0, "x-amz-checksum-crc32");

        Assert.That((answer.Status, await ReadAsync("a")), Is.EqualTo((200, "")));
    }

    [Test]
    public async Task Put_WrongTrailingChecksum_IsBadDigest()
    {
        var answer = await PutAsync(Unsigned, "9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", 9, "x-amz-checksum-crc32");

        Assert.That((answer.Status, answer.Code), Is.EqualTo((400, "BadDigest")));
        Assert.That(Server.GetKeys(Bucket), Is.Empty);
    }

    [TestCase("9\r\n123456789\r\n0\r\n\r\n", "MalformedTrailerError", TestName = "{m}(announced trailer missing)")]
    [TestCase("9\r\n123456789\r\n0\r\nno trailer\r\n\r\n", "MalformedTrailerError", TestName = "{m}(trailer without colon)")]
    [TestCase("8\r\n12345678\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", "IncompleteBody", TestName = "{m}(shorter than decoded length)")]
    [TestCase("A\r\n1234567890\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", "IncompleteBody", TestName = "{m}(longer than decoded length)")]
    [TestCase("9\r\n1234567890\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n", "IncompleteBody", TestName = "{m}(chunk longer than its size)")]
    [TestCase("9\r\n123456789", "IncompleteBody", TestName = "{m}(ends within)")]
    [TestCase("nine\r\n123456789\r\n0\r\n\r\n", "IncompleteBody", TestName = "{m}(no size)")]
    public async Task Put_BrokenFraming_IsRefused(string body, string code)
    {
        Assert.That((await PutAsync(Unsigned, body, 9, "x-amz-checksum-crc32")).Code, Is.EqualTo(code));
        Assert.That(Server.GetKeys(Bucket), Is.Empty);
    }

    [Test]
    public async Task Put_TrailersWhereNoneAreAnnounced_AreRefused() =>
        Assert.That((await PutAsync(Signed, "0;chunk-signature=0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", 0, trailer: null)).Code, Is.EqualTo("MalformedTrailerError"));

    [Test]
    public async Task Put_WithoutDecodedLength_Is411()
    {
        var answer = await Raw.SendAsync("PUT", $"/{Bucket}/a", "0\r\n\r\n", ("x-amz-content-sha256", Signed));

        Assert.That((answer.Status, answer.Code), Is.EqualTo((411, "MissingContentLength")));
    }

    [Test]
    public async Task Put_ChunksSplitAnywhere_AreJoined()
    {
        const string Body = "4\r\n1234\r\n5\r\n56789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n";
        var head = $"PUT /{Bucket}/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {Body.Length}\r\nx-amz-content-sha256: {Unsigned}\r\n"
            + "x-amz-decoded-content-length: 9\r\nx-amz-trailer: x-amz-checksum-crc32\r\n\r\n";

        for (var split = 1; split < Body.Length; split++)
        {
            using var tcp = new System.Net.Sockets.TcpClient { NoDelay = true };
            await tcp.ConnectAsync(Server.Endpoint.Host, Server.Endpoint.Port);
            var stream = tcp.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head + Body[..split]));
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Body[split..]));
            using var reader = new StreamReader(stream);
            Assert.That(await reader.ReadToEndAsync(), Does.StartWith("HTTP/1.1 200"), $"split at {split}");
        }
    }

    private Task<RawAnswer> PutAsync(string kind, string body, int decodedLength, string? trailer)
    {
        var headers = new List<(string, string)>
        {
            ("x-amz-content-sha256", kind), ("Content-Encoding", "aws-chunked"), ("x-amz-decoded-content-length", $"{decodedLength}"),
        };
        if (trailer is not null)
            headers.Add(("x-amz-trailer", trailer));
        return Raw.SendAsync("PUT", $"/{Bucket}/a", body, [.. headers]);
    }
}
