using Microsoft.AspNetCore.Http;

namespace VfsStorage.Testing.Http;

/// <summary>Sends an answer; the log entry is complete before the last byte can reach the client.</summary>
internal sealed class AnswerWriter(HttpContext http, S3LoggedRequest entry)
{
    public async Task WriteAsync(S3Answer answer, string requestId)
    {
        var response = http.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = value;
        response.Headers.Server = "AmazonS3";
        response.Headers["x-amz-request-id"] = requestId;
        response.Headers["x-amz-id-2"] = RequestId.Host;
        entry.Status = answer.Status;
        entry.ErrorCode = answer.ErrorCode;
        var isHead = HttpMethods.IsHead(http.Request.Method);
        if (answer.Status is not (204 or 304) && !(isHead && answer.ErrorCode is not null))
            response.ContentLength = answer.Length;
        if (isHead || answer.Length == 0)
        {
            entry.End();
            return;
        }

        if (answer.Object is { } lease)
            await WriteContentAsync(lease.Value.Content.ReadAsync(answer.Offset, answer.Length, http.RequestAborted), answer.Length).ConfigureAwait(false);
        else
            await WritePieceAsync(answer.Body, isLast: true).ConfigureAwait(false);
    }

    private async Task WriteContentAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, long length)
    {
        await foreach (var piece in pieces.ConfigureAwait(false))
        {
            length -= piece.Length;
            await WritePieceAsync(piece, isLast: length == 0).ConfigureAwait(false);
        }
    }

    private async ValueTask WritePieceAsync(ReadOnlyMemory<byte> piece, bool isLast)
    {
        entry.BytesOut += piece.Length;
        if (isLast)
            entry.End();
        await http.Response.BodyWriter.WriteAsync(piece, http.RequestAborted).ConfigureAwait(false);
    }
}
