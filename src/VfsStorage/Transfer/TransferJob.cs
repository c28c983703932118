using VfsStorage.Transfer.Manifests;
using VfsStorage.Transfer.Planning;
using VfsStorage.Transfer.Running;
using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer;

/// <summary>
/// Copies a directory with everything below it from one file system to another: plans first, proves each copy, and goes on where an earlier run
/// was stopped. Between S3 and a disk a small file takes one request, a large one goes in parts; within S3 the store copies by itself.
/// See docs/TRANSFER.md.
/// </summary>
public sealed class TransferJob : IDisposable
{
    private readonly TreeSide _source;
    private readonly TreeSide _target;
    private readonly TransferOptions _options;
    private readonly Manifest _manifest;

    /// <summary>Prepares a transfer; nothing is read or written but the manifest.</summary>
    /// <param name="source">The directory whose entries are copied.</param>
    /// <param name="destination">The directory that gets them; it is made if it is missing.</param>
    /// <param name="options">How; <see langword="null"/> for the defaults.</param>
    /// <exception cref="TransferException">One is in the other, or the manifest is of another transfer.</exception>
    public TransferJob(TransferPlace source, TransferPlace destination, TransferOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        _options = options ?? new TransferOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Parallelism, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.PartSizeBytes, 1, nameof(options));
        _source = TreeSide.Of(source);
        _target = TreeSide.Of(destination);
        RefuseOverlap();
        if (_target is FolderSide folder)
        {
            folder.FlushesToDisk = _options.DeleteSource || _options.ArchiveSource is not null;
        }

        _manifest = Manifest.Open(_options.ManifestPath, _source, _target);
    }

    /// <summary>Where files come from, as people name it.</summary>
    public string Source => _source.Name;

    /// <summary>Where they go.</summary>
    public string Destination => _target.Name;

    /// <summary>Whether the manifest is of an earlier run that did not come to its end.</summary>
    public bool IsResumed => _manifest.IsInterrupted;

    /// <summary>How far the run is.</summary>
    public TransferProgress Progress { get; } = new();

    /// <summary>Finds out what is to be done, by listing both sides and looking closer where they might be the same.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DirectoryNotFoundException">The source is not there.</exception>
    /// <exception cref="TransferException">A side cannot be used; the message says what to change.</exception>
    public async Task<TransferPlan> PlanAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await new Planner(_source, _target, _options, _manifest).PlanAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not TransferException && TransferErrors.IsOfStore(exception))
        {
            throw new TransferException(TransferErrors.Describe(exception), exception);
        }
    }

    /// <summary>Does what was planned. What fails is in the report; it fails itself only where nothing can go on, such as on a full disk.</summary>
    /// <param name="plan">From <see cref="PlanAsync"/>.</param>
    /// <param name="cancellationToken">Stops it; with a manifest, another run goes on from there.</param>
    /// <exception cref="TransferException">It cannot go on; the message says why.</exception>
    public async Task<TransferReport> RunAsync(TransferPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Progress.TotalFiles = plan.Files + plan.Links + plan.Extra + (plan.Tree.RetiresEqual ? plan.Equal : 0);
        Progress.TotalBytes = plan.Bytes;
        using var context = new CopyContext(_source, _target, _options, _manifest, Progress);
        using var runner = new Runner(context, plan.Tree, plan.Issues);
        try
        {
            return await runner.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not TransferException && TransferErrors.IsOfStore(exception))
        {
            throw new TransferException(TransferErrors.Describe(exception), exception);
        }
    }

    /// <summary>Closes the manifest.</summary>
    public void Dispose() => _manifest.Dispose();

    private void RefuseOverlap()
    {
        if (_source.Overlaps(_target))
        {
            throw new TransferException(_source.Name == _target.Name
                ? $"Source and destination are the same, {_source.Name}. Name another destination."
                : $"Source and destination overlap: {_source.Name} and {_target.Name}. Name two places of which neither is in the other.");
        }

        if (_options.ArchiveSource is { } place)
        {
            var archive = TreeSide.Of(place);
            if (archive.GetType() != _source.GetType() || _source.Overlaps(archive))
            {
                throw new TransferException($"The archive {archive} must be in the same kind of storage as {_source.Name}, and neither in the other.");
            }
        }
    }
}
