using System.Runtime.ExceptionServices;

namespace VfsStorage.Streams;

/// <summary>
/// How far a block that is read in the background has come, or why it comes no further. Bytes and failure are noted before anybody is woken, so that
/// who begins to wait in that very moment is told as well.
/// </summary>
internal sealed class ReadProgress
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _next;
    private ExceptionDispatchInfo? _failure;
    private long _filled;

    /// <summary>How many bytes are there.</summary>
    public long Filled => Volatile.Read(ref _filled);

    /// <summary>True if what is not there yet will not come.</summary>
    public bool HasFailed => Volatile.Read(ref _failure) is not null;

    /// <summary>So many bytes are there.</summary>
    public void Advance(long filled)
    {
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            Volatile.Write(ref _filled, filled);
            (waiting, _next) = (_next, null);
        }

        waiting?.TrySetResult();
    }

    /// <summary>Nothing more will come.</summary>
    public void Fail(Exception failure)
    {
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            Volatile.Write(ref _failure, ExceptionDispatchInfo.Capture(failure));
            (waiting, _next) = (_next, null);
        }

        waiting?.TrySetResult();
    }

    /// <summary>Waits until the byte at <paramref name="position"/> may be there, which is to be looked at again.</summary>
    /// <exception cref="Exception">The failure, where the byte will not come.</exception>
    public Task WaitForAsync(long position, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_filled > position)
            {
                return Task.CompletedTask;
            }

            return _failure is { } failure
                ? Task.FromException(failure.SourceException)
                : (_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(cancellationToken);
        }
    }
}
