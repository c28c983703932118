using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Streams;
using VfsStorage.Streams.Unsent;

namespace VfsStorage.Tree;

/// <summary>Sends data that a stream could not send and kept in a local file, unless it would overwrite what somebody else wrote since.</summary>
internal sealed class WriteRecovery(IObjectStore store, FileTree tree, MountTable mounts, S3FileSystemOptions options)
{
    private const int BufferBytes = 1 << 20;

    /// <summary>What is kept for files of these mounts.</summary>
    public IEnumerable<(string DataPath, UnsentRecord Record)> Find() =>
        UnsentFile.Find(options.SpillDirectory).Where(found => MountOf(found.Record) is not null);

    /// <summary>Sends it and removes the local file. With <paramref name="force"/>, over whatever is there.</summary>
    /// <exception cref="IOException">The file has become another since, or the data is not whole.</exception>
    public async Task SendAsync(string dataPath, UnsentRecord record, bool force, CancellationToken cancellationToken)
    {
        var path = MountOf(record)!.PathOf(record.Key);
        if (!record.IsComplete || new FileInfo(dataPath).Length != record.Length)
        {
            throw new IOException($"'{dataPath}' is not whole: the process that kept it ended before all was in it.");
        }

        if (record.IsAppend)
        {
            var content = await File.ReadAllBytesAsync(dataPath, cancellationToken).ConfigureAwait(false);
            await tree.AppendOnceAsync(path, new Addition(new(content)) { Mark = new WriteMark(record.Mark ?? "") }, cancellationToken).ConfigureAwait(false);
        }
        else if (!await HasArrivedAsync(record, cancellationToken).ConfigureAwait(false))
        {
            await ReplaceAsync(path, dataPath, record, force, cancellationToken).ConfigureAwait(false);
        }

        UnsentFile.Delete(dataPath);
    }

    private static IOException Changed(VirtualPath path, string dataPath) =>
        new($"'{path}' has been changed by someone else since this was written for it. What was written stays in '{dataPath}'.");

    private async Task<bool> HasArrivedAsync(UnsentRecord record, CancellationToken cancellationToken) =>
        record.Mark is { } mark
        && await store.HeadAsync(new ObjectKey(record.Bucket, record.Key), cancellationToken).ConfigureAwait(false) is { } found
        && new WriteMark(mark).IsIn(found.Headers);

    private async Task ReplaceAsync(VirtualPath path, string dataPath, UnsentRecord record, bool force, CancellationToken cancellationToken)
    {
        if (force && record.Unchanged.Count > 0)
        {
            force = false; // Parts of it are those of the version that it was an edit of, and of no other.
        }

        var isWhole = false;
        var mode = force || record.Replaces is null ? FileMode.Create : record.ReplacesNothing ? FileMode.CreateNew : FileMode.Open;
        try
        {
            var request = new OpenRequest(mode, FileAccess.Write, FileShare.Read)
            {
                KeepsUnsent = false,
                BeforeCommit = () =>
                {
                    if (!isWhole) throw new IOException($"'{dataPath}' was not sent: its sending broke off, or was stopped.");
                },
            };
            var stream = await tree.OpenAsync(path, request, cancellationToken).ConfigureAwait(false);
            await using var _ = stream.ConfigureAwait(false);
            // The stream holds on to the version it was opened with; this look says whether it is the right one, before a byte is changed.
            if (mode == FileMode.Open
                && (await store.HeadAsync(new ObjectKey(record.Bucket, record.Key), cancellationToken).ConfigureAwait(false))?.ETag != record.Replaces)
            {
                throw Changed(path, dataPath);
            }

            await CopyAsync(dataPath, stream, record, cancellationToken).ConfigureAwait(false);
            isWhole = true;
        }
        catch (IOException taken) when (mode == FileMode.CreateNew && taken.HResult == Errors.IoErrors.AlreadyThere)
        {
            throw Changed(path, dataPath);
        }
    }

    private static async Task CopyAsync(string dataPath, Stream stream, UnsentRecord record, CancellationToken cancellationToken)
    {
        using var data = File.OpenHandle(dataPath, options: FileOptions.Asynchronous);
        var buffer = new byte[BufferBytes];
        foreach (var range in Written(record))
        {
            stream.Position = range.Offset;
            for (long done = 0; done < range.Length;)
            {
                var read = await RandomAccess.ReadAsync(data, buffer.AsMemory(0, (int)Math.Min(buffer.Length, range.Length - done)), range.Offset + done, cancellationToken)
                    .ConfigureAwait(false);
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                done += read > 0 ? read : throw new EndOfStreamException($"'{dataPath}' became shorter.");
            }
        }

        stream.SetLength(record.Length);
    }

    /// <summary>The ranges of the data file that hold data: all between those that are unchanged.</summary>
    private static IEnumerable<UnsentRange> Written(UnsentRecord record)
    {
        long start = 0;
        foreach (var unchanged in record.Unchanged.OrderBy(range => range.Offset))
        {
            if (unchanged.Offset > start)
            {
                yield return new(start, unchanged.Offset - start);
            }

            start = unchanged.Offset + unchanged.Length;
        }

        if (start < record.Length)
        {
            yield return new(start, record.Length - start);
        }
    }

    private Mount? MountOf(UnsentRecord record) => mounts.All.FirstOrDefault(mount =>
        mount.Bucket == record.Bucket && record.Key.Length > mount.Prefix.Length && record.Key.StartsWith(mount.Prefix, StringComparison.Ordinal)
        && !ReservedKeys.Contains(record.Key[mount.Prefix.Length..]));
}
