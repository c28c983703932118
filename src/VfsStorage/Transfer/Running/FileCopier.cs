using System.Buffers;
using System.IO.Hashing;
using VfsStorage.Objects;
using VfsStorage.Transfer.Planning;
using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer.Running;

/// <summary>
/// Makes one copy by the shortest way: on the server, in one piece, or in parts. Proves it, and only then says so in the manifest and lets its source
/// go. A source that changes meanwhile is copied again.
/// </summary>
internal sealed class FileCopier(CopyContext context)
{
    private const int MaxAttempts = 3;

    /// <summary>Above this a file takes one of the few places for parts, so that memory stays bounded.</summary>
    private const int SmallBytes = 1 << 20;

    private readonly PartedCopy _parts = new(context);
    private volatile bool _refusedByServer;

    /// <summary>Copies a file and proves the copy.</summary>
    public async Task CopyAsync(PlannedEntry entry, CancellationToken cancellationToken)
    {
        var target = entry.TargetFile;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var copy = await MakeAsync(entry, target, cancellationToken).ConfigureAwait(false);
                // Should it have to be made again, this is what is there then.
                target = target with { Replaced = copy.Written.Version };
                var (version, crc32) = await ProveAsync(entry, copy, cancellationToken).ConfigureAwait(false);
                context.Manifest.Proven(entry.Path, copy.Facts, version, crc32);
                await RetireAsync(entry.Source, entry.Path, copy.Facts.Version, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (IOException exception) when (exception is SourceChangedException or PartsGoneException or CopyDiffersException && attempt < MaxAttempts)
            {
                // Again, with the source as it is now.
            }
        }
    }

    /// <summary>Lets a source go whose copy is proven.</summary>
    public async Task RetireAsync(TreeItem item, string path, string version, CancellationToken cancellationToken)
    {
        if (context.Options.ArchiveSource is { } place && item.Kind == ListedKind.File)
        {
            await context.Source.ArchiveAsync(item.Path, version, TreeSide.Of(place), cancellationToken).ConfigureAwait(false);
        }
        else if (context.Options.DeleteSource)
        {
            await context.Source.DeleteAsync(item.Path, item.Kind, version, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            return;
        }

        context.Manifest.Retired(path, version);
    }

    private async Task<CopiedFile> MakeAsync(PlannedEntry entry, TargetFile file, CancellationToken cancellationToken)
    {
        if (context is { Source: BucketSide source, Target: BucketSide target } && !_refusedByServer && target.SharesStoreWith(source))
        {
            if (await TryOnServerAsync(entry.Source.Path, file, source, target, cancellationToken).ConfigureAwait(false) is { } copied)
            {
                return copied;
            }
        }

        if (entry.Source.Length <= context.Options.PartSizeBytes)
        {
            return await MakeWholeAsync(entry.Source, file, cancellationToken).ConfigureAwait(false);
        }

        return await _parts.CopyAsync(entry.Source.Path, file, await DescribeAsync(entry.Source.Path, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private async Task<FileFacts> DescribeAsync(string path, CancellationToken cancellationToken) =>
        await context.Source.DescribeAsync(path, ListedKind.File, cancellationToken).ConfigureAwait(false)
        ?? throw new FileNotFoundException($"'{path}' is gone.");

    /// <summary>Has the store copy; <see langword="null"/> where it refuses to copy between these two buckets, as with other accounts or partitions.</summary>
    private async Task<CopiedFile?> TryOnServerAsync(string path, TargetFile file, BucketSide source, BucketSide target, CancellationToken cancellationToken)
    {
        var facts = await DescribeAsync(path, cancellationToken).ConfigureAwait(false);
        try
        {
            var written = await target.CopyFromAsync(source, path, file, facts, cancellationToken).ConfigureAwait(false);
            context.Progress.AddBytes(facts.Length);
            return new CopiedFile(facts, written, null);
        }
        catch (Exception refused) when (TransferErrors.KindOf(refused)
            is StoreErrorKind.AccessDenied or StoreErrorKind.NotSupported or StoreErrorKind.Other or StoreErrorKind.NoSuchBucket)
        {
            // The bytes have to pass through here; if the target is what refuses, writing will say so.
            _refusedByServer = true;
            return null;
        }
    }

    private async Task<CopiedFile> MakeWholeAsync(TreeItem item, TargetFile file, CancellationToken cancellationToken)
    {
        var length = (int)item.Length;
        var takesRoom = length > SmallBytes;
        if (takesRoom)
        {
            await context.PartRoom.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        // One byte more than expected would be another version.
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, length));
        try
        {
            var facts = await context.Source.ReadWholeAsync(item, buffer, cancellationToken).ConfigureAwait(false);
            var content = buffer.AsMemory(0, (int)facts.Length);
            var written = await context.Target.WriteWholeAsync(file, content, facts, cancellationToken).ConfigureAwait(false);
            context.Progress.AddBytes(facts.Length);
            return new CopiedFile(facts, written, Crc32.HashToUInt32(content.Span));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (takesRoom)
            {
                context.PartRoom.Release();
            }
        }
    }

    /// <summary>Makes sure of a copy as far as the options ask, and answers its version and its CRC32 where that is known.</summary>
    private async Task<(string Version, uint? Crc32)> ProveAsync(PlannedEntry entry, CopiedFile copy, CancellationToken cancellationToken)
    {
        var written = copy.Written;
        if (context.Options.Verification == TransferVerification.None || written.IsProven)
        {
            return (written.Version, copy.Crc32 ?? written.Crc32);
        }

        if (written.Crc32 is null)
        {
            written = await context.Target.LookAsync(entry.Path, cancellationToken).ConfigureAwait(false)
                ?? throw new CopyDiffersException(entry.Path, "it is not there");
        }

        if (written.Length != copy.Facts.Length)
        {
            throw new CopyDiffersException(entry.Path, $"{written.Length} bytes instead of {copy.Facts.Length}");
        }

        if (context.Options.Verification == TransferVerification.Size)
        {
            return (written.Version, copy.Crc32);
        }

        if (written.Crc32 is null)
        {
            written = await context.Target.ReadBackAsync(entry.Path, cancellationToken).ConfigureAwait(false);
        }

        var expected = await ExpectedAsync(entry, copy, cancellationToken).ConfigureAwait(false);
        return written.Crc32 == expected
            ? (written.Version, expected)
            : throw new CopyDiffersException(entry.Path, $"CRC32 {written.Crc32:x8} instead of {expected:x8}");
    }

    private async Task<uint?> ExpectedAsync(PlannedEntry entry, CopiedFile copy, CancellationToken cancellationToken)
    {
        if (Crc32Text.Parse(copy.Facts.Crc32) is { } stored)
        {
            // What passed through here must be what the store says its source is.
            return copy.Crc32 is null || copy.Crc32 == stored ? stored : throw new CopyDiffersException(entry.Path, "its source did not arrive as it is stored");
        }

        if (copy.Crc32 is { } passed)
        {
            return passed;
        }

        var source = await context.Source.ReadBackAsync(entry.Source.Path, cancellationToken).ConfigureAwait(false);
        return source.Version == copy.Facts.Version ? source.Crc32 : throw new SourceChangedException(entry.Source.Path);
    }
}
