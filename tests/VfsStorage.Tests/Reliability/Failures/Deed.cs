namespace VfsStorage.Tests.Reliability.Failures;

/// <summary>A call that changes something, and what may be there when it has failed.</summary>
/// <param name="name">What it is called.</param>
/// <param name="prepare">Makes what it starts from.</param>
/// <param name="run">The call.</param>
public sealed class Deed(string name, Action<S3FileSystem> prepare, Func<S3FileSystem, CancellationToken, Task> run)
{
    public Deed(string name, Action<S3FileSystem> prepare, Action<S3FileSystem> run)
        : this(name, prepare, (files, _) => Task.Run(() => run(files), CancellationToken.None))
    {
    }

    /// <summary>Paths of which some or all of the old and of the new may be there after a failure, as long as nothing is lost. Default: all or nothing.</summary>
    public bool MayBeHalfDone { get; init; }

    /// <summary>A file of which a beginning may have been written after a failure, as a broken stream leaves it on a disk.</summary>
    public string? MayBeCut { get; init; }

    /// <summary>What it throws away on purpose.</summary>
    public bool Deletes { get; init; }

    public Task PrepareAsync(S3FileSystem files) => Task.Run(() => prepare(files));

    public Task RunAsync(S3FileSystem files, CancellationToken cancellationToken) => run(files, cancellationToken);

    public override string ToString() => name;
}
