using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using VfsStorage.Testing.Errors;

namespace VfsStorage.Testing.Http;

/// <summary>Takes the bytes of a request body off the wire by line or by count, and counts them in the log.</summary>
internal sealed class BodyPipe(PipeReader reader, S3LoggedRequest entry)
{
    private const int MaxLineBytes = 8 * 1024;

    /// <summary>Called before bytes are taken, to hold the connection to its bandwidth.</summary>
    public Func<int, CancellationToken, ValueTask>? Pace { get; set; }

    /// <summary>Passes <paramref name="count"/> bytes on, or all there are if it is null; <c>IncompleteBody</c> if there are fewer.</summary>
    public async Task CopyAsync(long? count, Func<ReadOnlyMemory<byte>, ValueTask> sink, CancellationToken cancellationToken)
    {
        var rest = count ?? long.MaxValue;
        while (rest > 0)
        {
            var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer.Slice(0, Math.Min(rest, result.Buffer.Length));
            foreach (var piece in buffer)
            {
                if (Pace is { } pace)
                    await pace(piece.Length, cancellationToken).ConfigureAwait(false);
                await sink(piece).ConfigureAwait(false);
            }

            rest -= buffer.Length;
            entry.BytesIn += buffer.Length;
            reader.AdvanceTo(buffer.End);
            if (!result.IsCompleted || rest == 0 || result.Buffer.Length > buffer.Length)
                continue;
            if (count is not null)
                throw S3Error.IncompleteBody.With();
            return;
        }
    }

    /// <summary>The next line without its line end.</summary>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (result.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = result.Buffer.Slice(0, end);
                var text = Encoding.UTF8.GetString(line);
                entry.BytesIn += line.Length + 1;
                reader.AdvanceTo(result.Buffer.GetPosition(1, end));
                return text.EndsWith('\r') ? text[..^1] : text;
            }

            if (result.IsCompleted || result.Buffer.Length > MaxLineBytes)
                throw S3Error.IncompleteBody.With();
            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
