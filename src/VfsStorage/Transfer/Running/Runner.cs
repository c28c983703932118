using System.Collections.Concurrent;
using VfsStorage.Transfer.Planning;
using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer.Running;

/// <summary>Carries a plan out: directories, small files, large files, links, then what only the destination has. One file's failure is no other's.</summary>
internal sealed class Runner(CopyContext context, PlannedTree tree, IEnumerable<TransferIssue> issues) : IDisposable
{
    /// <summary>Large files share the places for parts; a few at once keep them filled while one ends and another begins.</summary>
    private const int LargeFilesAtOnce = 4;

    /// <summary>After so many failures with no success between them a store that does not answer is not asked for the rest.</summary>
    private const int MaxFailuresInARow = 32;

    private readonly ConcurrentQueue<TransferIssue> _failed = new(issues);
    private readonly FileCopier _copier = new(context);
    private readonly CancellationTokenSource _stop = new();
    private readonly DirectoryCopier _directories = new(context);
    private Exception? _fatal;
    private int _failuresInARow;
    private long _copied;
    private long _copiedBytes;
    private long _retired;
    private long _deleted;

    private bool Retires => context.Options.DeleteSource || context.Options.ArchiveSource is not null;

    public async Task<TransferReport> RunAsync(CancellationToken cancellationToken)
    {
        var started = context.Options.TimeProvider.GetTimestamp();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        try
        {
            await WorkAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_fatal is not null)
        {
            throw Stopped(_fatal);
        }

        if (_fatal is not null)
        {
            throw Stopped(_fatal);
        }

        context.Manifest.Finished();
        return new TransferReport
        {
            Copied = _copied,
            CopiedBytes = _copiedBytes,
            Equal = tree.Equal.Count,
            Directories = _directories.Made,
            Retired = _retired,
            Deleted = _deleted,
            Failed = [.. _failed.OrderBy(issue => issue.Path, StringComparer.Ordinal)],
            Duration = context.Options.TimeProvider.GetElapsedTime(started),
        };
    }

    public void Dispose() => _stop.Dispose();

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        await context.Target.EnsureRootAsync(cancellationToken).ConfigureAwait(false);
        if (context.Options.ArchiveSource is { } archive && tree.Files.Count + tree.Equal.Count > 0)
        {
            await TreeSide.Of(archive).EnsureRootAsync(cancellationToken).ConfigureAwait(false);
        }

        await _directories.MakeAsync(tree.Directories, FailAsync, cancellationToken).ConfigureAwait(false);
        var small = tree.Files.Where(file => file.Source.Length <= context.Options.PartSizeBytes);
        var large = tree.Files.Where(file => file.Source.Length > context.Options.PartSizeBytes);
        await EachAsync(small, context.Options.Parallelism, CopyAsync, cancellationToken).ConfigureAwait(false);
        await EachAsync(large, Math.Min(LargeFilesAtOnce, context.Options.Parallelism), CopyAsync, cancellationToken).ConfigureAwait(false);
        await EachAsync(tree.Links, context.Options.Parallelism, LinkAsync, cancellationToken).ConfigureAwait(false);
        if (Retires)
        {
            await EachAsync(tree.Equal, context.Options.Parallelism, RetireEqualAsync, cancellationToken).ConfigureAwait(false);
        }

        if (_failed.IsEmpty)
        {
            await DeleteExtraAsync(cancellationToken).ConfigureAwait(false);
        }

        await _directories.FinishAsync(FailAsync, cancellationToken).ConfigureAwait(false);
    }

    private async Task CopyAsync(PlannedEntry entry, CancellationToken cancellationToken)
    {
        await _copier.CopyAsync(entry, cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _copied);
        Interlocked.Add(ref _copiedBytes, entry.Source.Length);
        CountRetired();
    }

    private async Task LinkAsync(PlannedEntry entry, CancellationToken cancellationToken)
    {
        var facts = entry.Source.Facts!;
        await context.Target.CreateLinkAsync(entry.TargetFile, entry.Source.LinkTarget!, facts, cancellationToken).ConfigureAwait(false);
        var version = context.Target is FolderSide ? entry.Source.LinkTarget! : (await context.Target.LookAsync(entry.Path, cancellationToken).ConfigureAwait(false))?.Version;
        context.Manifest.Proven(entry.Path, facts with { Version = entry.Source.Version }, version ?? "", null);
        if (context.Options.DeleteSource)
        {
            await _copier.RetireAsync(entry.Source, entry.Path, entry.Source.Version, cancellationToken).ConfigureAwait(false);
            CountRetired();
        }

        Interlocked.Increment(ref _copied);
    }

    private async Task RetireEqualAsync(PlannedEntry entry, CancellationToken cancellationToken)
    {
        await _copier.RetireAsync(entry.Source, entry.Path, entry.Source.Version, cancellationToken).ConfigureAwait(false);
        CountRetired();
    }

    private void CountRetired()
    {
        if (Retires)
        {
            Interlocked.Increment(ref _retired);
        }
    }

    private async Task DeleteExtraAsync(CancellationToken cancellationToken)
    {
        await EachAsync(
            tree.Extra.Where(item => !item.IsDirectory).Select(item => new PlannedEntry(item, item.Path, item)),
            context.Options.Parallelism,
            DeleteAsync,
            cancellationToken).ConfigureAwait(false);
        // Inner ones first, one after the other.
        await EachAsync(
            tree.Extra.Where(item => item.IsDirectory).Select(item => new PlannedEntry(item, item.Path, item)), 1, DeleteAsync, cancellationToken).ConfigureAwait(false);
    }

    private async Task DeleteAsync(PlannedEntry entry, CancellationToken cancellationToken)
    {
        await context.Target.DeleteAsync(entry.Path, entry.Source.Kind, entry.Source.Version, cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _deleted);
    }

    private Task EachAsync(
        IEnumerable<PlannedEntry> entries, int parallelism, Func<PlannedEntry, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            entries,
            new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken },
            async (entry, token) =>
            {
                try
                {
                    await work(entry, token).ConfigureAwait(false);
                    Volatile.Write(ref _failuresInARow, 0);
                }
                catch (Exception exception) when (exception is not OperationCanceledException || !token.IsCancellationRequested)
                {
                    await FailAsync(entry.Source.Path, exception).ConfigureAwait(false);
                }

                context.Progress.AddFile();
            });

    private async Task FailAsync(string path, Exception exception)
    {
        var reason = TransferErrors.Describe(exception);
        _failed.Enqueue(new TransferIssue(path, reason));
        context.Manifest.Failed(path, reason);
        context.Progress.AddError();
        var isSilent = TransferErrors.IsOfStore(exception) && Interlocked.Increment(ref _failuresInARow) >= MaxFailuresInARow;
        if (isSilent || TransferErrors.IsFatal(exception, Interlocked.Read(ref _copied) > 0))
        {
            Interlocked.CompareExchange(ref _fatal, exception, null);
            await _stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private static TransferException Stopped(Exception cause) => new(TransferErrors.Describe(cause), cause);
}
