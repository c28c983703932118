using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer.Running;

/// <summary>
/// Copies a large file in parts, many at once, each noted in the manifest as it arrives; goes on with the parts of an earlier run where source
/// and part size are the same.
/// </summary>
internal sealed class PartedCopy(CopyContext context)
{
    /// <summary>Copies the version that <paramref name="facts"/> describe.</summary>
    public async Task<CopiedFile> CopyAsync(string path, TargetFile file, FileFacts facts, CancellationToken cancellationToken)
    {
        var parts = new EqualParts(facts.Length, context.Options.PartSizeBytes);
        var target = await OpenAsync(file, facts, parts.Size, cancellationToken).ConfigureAwait(false);
        long sent = 0;
        try
        {
            var done = context.Manifest.Find(file.Path)!.Parts;
            var proofs = new PartProof[parts.Count];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = context.MaxPartsUnderWay, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, proofs.Length, parallel, async (index, token) =>
            {
                var length = parts.LengthOf(index);
                if (done.TryGetValue(index + 1, out var before) && before.Length == length)
                {
                    proofs[index] = before;
                }
                else
                {
                    var part = (Number: index + 1, Offset: parts.StartOf(index), Length: length);
                    proofs[index] = await SendAsync(path, facts, target, part, token).ConfigureAwait(false);
                    context.Manifest.Arrived(file.Path, facts, proofs[index]);
                    Interlocked.Add(ref sent, length);
                }

                context.Progress.AddBytes(length);
            }).ConfigureAwait(false);
            var now = await context.Source.DescribeAsync(path, ListedKind.File, cancellationToken).ConfigureAwait(false);
            if (now?.Version != facts.Version)
            {
                throw new SourceChangedException(path);
            }

            var written = await context.Target.CompleteAsync(target, facts, proofs, cancellationToken).ConfigureAwait(false);
            return new CopiedFile(facts, written, proofs.Aggregate(0u, (crc32, part) => Crc32Combiner.Combine(crc32, part.Crc32, part.Length)));
        }
        catch (PartsGoneException)
        {
            context.Manifest.Drop(file.Path);
            context.Progress.AddBytes(-sent);
            throw;
        }
        catch (Exception exception) when (exception is SourceChangedException or TargetChangedException || !context.Manifest.IsKept)
        {
            // Not with the caller's token: what is cancelled and cannot be resumed has to be cleaned up as well.
            await DropAsync(target).ConfigureAwait(false);
            context.Progress.AddBytes(-sent);
            throw;
        }
    }

    private async Task<PartTarget> OpenAsync(TargetFile file, FileFacts facts, long partSize, CancellationToken cancellationToken)
    {
        if (context.Manifest.Find(file.Path) is { Token: { } token } known)
        {
            var begun = new PartTarget(file, token);
            if (known.Source == facts.Version && known.PartSize == partSize)
            {
                return begun;
            }

            await DropAsync(begun).ConfigureAwait(false);
        }

        var target = new PartTarget(file, await context.Target.BeginAsync(file.Path, facts, cancellationToken).ConfigureAwait(false));
        context.Manifest.Begun(file.Path, facts, target.Token, partSize);
        return target;
    }

    private async Task DropAsync(PartTarget target)
    {
        await context.Target.AbortAsync(target, CancellationToken.None).ConfigureAwait(false);
        context.Manifest.Drop(target.Path);
    }

    private async Task<PartProof> SendAsync(
        string path, FileFacts facts, PartTarget target, (int Number, long Offset, int Length) part, CancellationToken cancellationToken)
    {
        await context.PartRoom.WaitAsync(cancellationToken).ConfigureAwait(false);
        var buffer = context.RentPart(part.Length);
        try
        {
            var content = buffer.AsMemory(0, part.Length);
            await context.Source.ReadPartAsync(path, facts, part.Offset, content, cancellationToken).ConfigureAwait(false);
            return await context.Target.WritePartAsync(target, part.Number, part.Offset, content, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            context.ReturnPart(buffer);
            context.PartRoom.Release();
        }
    }
}
