using System.Collections.Concurrent;
using System.Globalization;
using VfsStorage.Transfer.Planning;
using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer.Running;

/// <summary>Makes directories before the files in them, and gives them their times and modes after; each marker on S3 is written once.</summary>
internal sealed class DirectoryCopier(CopyContext context)
{
    private readonly ConcurrentQueue<(string Path, FileFacts Facts)> _unfinished = new();
    private long _made;

    /// <summary>How many were made or changed.</summary>
    public long Made => Interlocked.Read(ref _made);

    /// <summary>Makes what is missing.</summary>
    public Task MakeAsync(List<PlannedDirectory> directories, Func<string, Exception, Task> fail, CancellationToken cancellationToken)
    {
        // On a disk an inner one needs the outer one; on S3 none needs another.
        var parallelism = context.Target is FolderSide ? 1 : context.Options.Parallelism;
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(directories, options, async (directory, token) =>
        {
            try
            {
                await MakeAsync(directory, token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !token.IsCancellationRequested)
            {
                await fail(directory.Path, exception).ConfigureAwait(false);
            }
        });
    }

    /// <summary>Sets times and modes, inner ones first: a change below changes a directory's time.</summary>
    public async Task FinishAsync(Func<string, Exception, Task> fail, CancellationToken cancellationToken)
    {
        foreach (var (path, facts) in _unfinished.OrderByDescending(directory => directory.Path, StringComparer.Ordinal))
        {
            try
            {
                await context.Target.FinishDirectoryAsync(path, facts, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                await fail(path, exception).ConfigureAwait(false);
            }
        }
    }

    private async Task MakeAsync(PlannedDirectory directory, CancellationToken cancellationToken)
    {
        var facts = directory.Source is not { } source ? null
            : source.Facts ?? await context.Source.DescribeAsync(source.Path, ListedKind.Directory, cancellationToken).ConfigureAwait(false);
        if (facts is not null)
        {
            _unfinished.Enqueue((directory.Path, facts));
        }

        if (directory.Target is not null && await IsDoneAsync(directory, facts, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        await context.Target.CreateDirectoryAsync(directory.Path, facts, cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _made);
        if (facts is not null)
        {
            context.Manifest.Proven(NameOf(directory), facts with { Version = VersionOf(facts) }, "", null);
        }
    }

    private async Task<bool> IsDoneAsync(PlannedDirectory directory, FileFacts? facts, CancellationToken cancellationToken)
    {
        if (facts is null)
        {
            return true;
        }

        if (context.Target is FolderSide)
        {
            // It may be read-only; made writable for what follows, it gets its mode at the end.
            await context.Target.CreateDirectoryAsync(directory.Path, facts, cancellationToken).ConfigureAwait(false);
            return true;
        }

        return (context.Manifest.Find(NameOf(directory)) is { Proven: not null } known && known.Source == VersionOf(facts))
            || (await context.Target.DescribeAsync(directory.Path, ListedKind.Directory, cancellationToken).ConfigureAwait(false))?.LooksLike(facts) == true;
    }

    private static string NameOf(PlannedDirectory directory) => directory.Path + "/";

    private static string VersionOf(FileFacts facts) =>
        string.Create(CultureInfo.InvariantCulture, $"{facts.Metadata.LastWriteTime.UtcTicks}-{(int)facts.Metadata.Mode}");
}
