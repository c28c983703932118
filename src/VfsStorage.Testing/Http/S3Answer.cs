using VfsStorage.Testing.Storage;

namespace VfsStorage.Testing.Http;

/// <summary>A complete answer that has not been sent yet, so that faults can still replace, spoil or lose it.</summary>
internal sealed class S3Answer(int status) : IDisposable
{
    public int Status { get; } = status;

    /// <summary>The S3 error code, if it is an error.</summary>
    public string? ErrorCode { get; init; }

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>A body that is at hand; ignored if there is <see cref="Object"/>.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The object whose bytes are the body.</summary>
    public ObjectLease? Object { get; init; }

    public long Offset { get; init; }

    public long Length { get; init; }

    public static S3Answer Xml(byte[] body, int status = 200)
    {
        var answer = new S3Answer(status) { Body = body, Length = body.Length };
        answer.Add("Content-Type", "application/xml");
        return answer;
    }

    public S3Answer Add(string name, string? value)
    {
        if (value is not null)
            Headers.Add(new(name, value));
        return this;
    }

    public void Dispose() => Object?.Dispose();
}
