using VfsStorage.Streams;
using VfsStorage.Transfer.Planning;
using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer.Running;

/// <summary>
/// Copies a large file in parts, many at once, each noted in the manifest as it arrives; goes on with the parts of an earlier run where source
/// and part size are the same.
/// </summary>
internal sealed class PartedCopy(CopyContext context)
{
    public async Task<CopiedFile> CopyAsync(PlannedEntry entry, FileFacts facts, CancellationToken cancellationToken)
    {
        var target = await OpenAsync(entry, facts, cancellationToken).ConfigureAwait(false);
        long sent = 0;
        try
        {
            var layout = new PartLayout(context.Options.PartSizeBytes);
            var done = context.Manifest.Find(entry.Path)!.Parts;
            var proofs = new PartProof[layout.CountFor(facts.Length)];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = context.MaxPartsUnderWay, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, proofs.Length, parallel, async (index, token) =>
            {
                var offset = layout.StartOf(index);
                var length = (int)Math.Min(layout.SizeOf(index), facts.Length - offset);
                if (done.TryGetValue(index + 1, out var before) && before.Length == length)
                {
                    proofs[index] = before;
                }
                else
                {
                    proofs[index] = await SendAsync(entry, facts, target, index, token).ConfigureAwait(false);
                    context.Manifest.Arrived(entry.Path, facts, proofs[index]);
                    Interlocked.Add(ref sent, length);
                }

                context.Progress.AddBytes(length);
            }).ConfigureAwait(false);
            var now = await context.Source.DescribeAsync(entry.Source.Path, ListedKind.File, cancellationToken).ConfigureAwait(false);
            if (now?.Version != facts.Version)
            {
                throw new SourceChangedException(entry.Source.Path);
            }

            var written = await context.Target.CompleteAsync(target, facts, proofs, cancellationToken).ConfigureAwait(false);
            return new CopiedFile(facts, written, proofs.Aggregate(0u, (crc32, part) => Crc32Combiner.Combine(crc32, part.Crc32, part.Length)));
        }
        catch (PartsGoneException)
        {
            context.Manifest.Drop(entry.Path);
            context.Progress.AddBytes(-sent);
            throw;
        }
        catch (Exception exception) when (exception is SourceChangedException || !context.Manifest.IsKept)
        {
            // Not with the caller's token: what is cancelled and cannot be resumed has to be cleaned up as well.
            await DropAsync(target).ConfigureAwait(false);
            context.Progress.AddBytes(-sent);
            throw;
        }
    }

    private async Task<PartTarget> OpenAsync(PlannedEntry entry, FileFacts facts, CancellationToken cancellationToken)
    {
        if (context.Manifest.Find(entry.Path) is { Token: { } token } known)
        {
            var begun = new PartTarget(entry.Path, token);
            if (known.Source == facts.Version && known.PartSize == context.Options.PartSizeBytes)
            {
                return begun;
            }

            await DropAsync(begun).ConfigureAwait(false);
        }

        var target = new PartTarget(entry.Path, await context.Target.BeginAsync(entry.Path, facts, cancellationToken).ConfigureAwait(false));
        context.Manifest.Begun(entry.Path, facts, target.Token, context.Options.PartSizeBytes);
        return target;
    }

    private async Task DropAsync(PartTarget target)
    {
        await context.Target.AbortAsync(target, CancellationToken.None).ConfigureAwait(false);
        context.Manifest.Drop(target.Path);
    }

    private async Task<PartProof> SendAsync(PlannedEntry entry, FileFacts facts, PartTarget target, int index, CancellationToken cancellationToken)
    {
        var layout = new PartLayout(context.Options.PartSizeBytes);
        var offset = layout.StartOf(index);
        var length = (int)Math.Min(layout.SizeOf(index), facts.Length - offset);
        await context.PartRoom.WaitAsync(cancellationToken).ConfigureAwait(false);
        var buffer = context.RentPart(length);
        try
        {
            var content = buffer.AsMemory(0, length);
            await context.Source.ReadPartAsync(entry.Source.Path, facts, offset, content, cancellationToken).ConfigureAwait(false);
            return await context.Target.WritePartAsync(target, index + 1, offset, content, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            context.ReturnPart(buffer);
            context.PartRoom.Release();
        }
    }
}
