namespace VfsStorage.Transfer;

/// <summary>How far a transfer is; its numbers may be read at any time while it runs.</summary>
public sealed class TransferProgress
{
    private long _files;
    private long _bytes;
    private long _errors;

    /// <summary>Files, links and directories that will be made or checked; 0 until the run begins.</summary>
    public long TotalFiles { get; internal set; }

    /// <summary>Bytes that will be transferred.</summary>
    public long TotalBytes { get; internal set; }

    /// <summary>Files and links that are done, failed ones included.</summary>
    public long Files => Volatile.Read(ref _files);

    /// <summary>Bytes that arrived.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Files that failed.</summary>
    public long Errors => Volatile.Read(ref _errors);

    internal void AddFile() => Interlocked.Increment(ref _files);

    internal void AddBytes(long bytes) => Interlocked.Add(ref _bytes, bytes);

    internal void AddError() => Interlocked.Increment(ref _errors);
}
