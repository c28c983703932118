namespace VfsStorage.Claims.Tests.FileSystems;

/// <summary>When the process dies: at which change of the file system, and how far that change gets.</summary>
public sealed class CrashPoint(int change, CrashEffect effect)
{
    /// <summary>Never dies.</summary>
    public CrashPoint()
        : this(int.MaxValue, CrashEffect.Before)
    {
    }

    private int _changes;

    public bool IsDead { get; private set; }

    /// <summary>What an access throws from then on. Default: the process is killed.</summary>
    public Func<Exception> Exception { get; init; } = () => new ProcessKilledException();

    /// <summary>Every call, as <c>Interface.Member</c>.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Whether files appear all at once when they are closed, as on S3.</summary>
    public bool PublishesOnClose { get; init; }

    /// <summary>Called before each change with its number, for what another process does meanwhile.</summary>
    public Action<int> BeforeChange { get; init; } = _ => { };

    /// <summary>Makes a change take a moment, so that what runs side by side meets in every order.</summary>
    public static void Dawdle(int change) => Thread.Sleep(Random.Shared.Next(3));

    /// <summary>Called before every access: a dead process does nothing any more.</summary>
    public void Access()
    {
        if (IsDead)
            throw Exception();
    }

    /// <summary>Makes a change, or dies in it.</summary>
    public T Change<T>(Func<T> make, Action? makeHalf = null)
    {
        Access();
        var number = Interlocked.Increment(ref _changes);
        BeforeChange(number);
        if (number != change)
            return make();
        IsDead = true;
        try
        {
            if (effect == CrashEffect.After)
                Finish(make());
            else if (effect == CrashEffect.Half)
                makeHalf?.Invoke();
        }
        catch (IOException)
        {
            // A change that fails, fails; nobody is there to be told.
        }

        throw Exception();
    }

    private static void Finish(object? made)
    {
        if (made is Task task)
            task.GetAwaiter().GetResult();
        else if (made is Stream stream)
            stream.Dispose();
    }
}
