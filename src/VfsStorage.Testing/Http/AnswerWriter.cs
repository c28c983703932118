using Microsoft.AspNetCore.Http;
using VfsStorage.Testing.Faults;

namespace VfsStorage.Testing.Http;

/// <summary>Sends an answer, spoiled as the faults want it; the log entry is complete before the last byte can reach the client.</summary>
internal sealed class AnswerWriter(S3Call call)
{
    private readonly HttpResponse _response = call.Http.Response;
    private readonly S3LoggedRequest _entry = call.Entry;
    private readonly FaultPlan _plan = call.Plan;

    public async Task WriteAsync(S3Answer answer, string requestId)
    {
        WriteHead(answer, requestId);
        if (HttpMethods.IsHead(call.Http.Request.Method) || answer.Length == 0)
        {
            _entry.End();
            return;
        }

        if (answer.Object is { } lease)
            await WriteContentAsync(lease.Value.Content.ReadAsync(answer.Offset, answer.Length, call.Aborted), answer.Length).ConfigureAwait(false);
        else
            await WritePieceAsync(answer.Body, isLast: true).ConfigureAwait(false);
    }

    private void WriteHead(S3Answer answer, string requestId)
    {
        _response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            _response.Headers[name] = value;
        _response.Headers.Server = "AmazonS3";
        _response.Headers["x-amz-request-id"] = requestId;
        _response.Headers["x-amz-id-2"] = RequestId.Host;
        _entry.Status = answer.Status;
        _entry.ErrorCode = answer.ErrorCode;
        var isErrorOfHead = answer.ErrorCode is not null && HttpMethods.IsHead(call.Http.Request.Method);
        if (answer.Status is not (204 or 304) && !isErrorOfHead)
            _response.ContentLength = answer.Length;
    }

    private async Task WriteContentAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, long length)
    {
        await foreach (var piece in pieces.ConfigureAwait(false))
        {
            length -= piece.Length;
            if (!await WritePieceAsync(piece, isLast: length == 0).ConfigureAwait(false))
                return;
        }
    }

    /// <summary>Writes a piece; false if the body ends here, whatever is still to come.</summary>
    private async ValueTask<bool> WritePieceAsync(ReadOnlyMemory<byte> piece, bool isLast)
    {
        var position = _entry.BytesOut;
        var truncates = _plan.TruncateAt < position + piece.Length;
        if (truncates)
            piece = piece[..(int)(_plan.TruncateAt!.Value - position)];
        if (_plan.CorruptAt is { } at && at >= position && at < position + piece.Length)
        {
            var spoiled = piece.ToArray();
            spoiled[at - position] ^= 0xFF;
            piece = spoiled;
        }

        if (call.Service.Faults.BytesPerSecond is { } limit)
            await ConnectionPace.Of(call).WaitAsync(piece.Length, limit, call.Aborted).ConfigureAwait(false);
        _entry.BytesOut += piece.Length;
        if (isLast || truncates)
            _entry.End();
        await _response.BodyWriter.WriteAsync(piece, call.Aborted).ConfigureAwait(false);
        return !truncates;
    }
}
