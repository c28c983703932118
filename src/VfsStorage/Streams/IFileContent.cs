namespace VfsStorage.Streams;

/// <summary>
/// The content behind an open handle, addressed by offset. <see cref="HandleStream"/> turns it into a stream: it keeps the
/// position, checks arguments and access, and never calls two members at once. What memory holds is read and written
/// synchronously; the asynchronous members bring it there. Disposing publishes what is pending, throws if that failed, and
/// lets go of everything; after a failure nothing of it can be published any more.
/// </summary>
internal interface IFileContent : IAsyncDisposable
{
    /// <summary>The length in bytes, pending writes included.</summary>
    long Length { get; }

    /// <summary>True if others look at what a flush makes visible: handles of this file system that edit the same file.</summary>
    bool PublishesOnFlush => false;

    /// <summary>Reads what memory holds at <paramref name="offset"/>; 0 before the end means that it must be fetched first.</summary>
    int Read(long offset, Span<byte> destination);

    /// <summary>
    /// What memory holds at <paramref name="offset"/>, without a copy; none before the end means that it must be fetched first. Valid until the
    /// next call. The caller will go on to the end.
    /// </summary>
    ReadOnlyMemory<byte> Peek(long offset);

    /// <summary>Brings the bytes at <paramref name="offset"/>, which is before the end, into memory; at least one of <paramref name="count"/>.</summary>
    ValueTask FetchAsync(long offset, int count, CancellationToken cancellationToken);

    /// <summary>Writes what memory has room for at <paramref name="offset"/>; 0 means that room must be made first.</summary>
    int Write(long offset, ReadOnlySpan<byte> source);

    /// <summary>Makes room for at least one byte at <paramref name="offset"/>.</summary>
    ValueTask MakeRoomAsync(long offset, CancellationToken cancellationToken);

    /// <summary>Cuts the content, or extends it by zeros.</summary>
    ValueTask SetLengthAsync(long length, CancellationToken cancellationToken);

    /// <summary>Makes all that was written visible to everybody; returns when the store has confirmed it.</summary>
    ValueTask PublishAsync(CancellationToken cancellationToken);
}
