namespace VfsStorage.Claims.Tests.FileSystems;

/// <summary>When the process dies: at which change of the file system, and how far that change gets.</summary>
public sealed class CrashPoint(int change, CrashEffect effect)
{
    /// <summary>Never dies, only remembers the calls.</summary>
    public static CrashPoint Never => new(int.MaxValue, CrashEffect.Before);

    private int _changes;

    public bool IsDead { get; private set; }

    /// <summary>What an access throws from then on. Default: the process is killed.</summary>
    public Func<Exception> Exception { get; init; } = () => new ProcessKilledException();

    /// <summary>Every call, as <c>Interface.Member</c>.</summary>
    public List<string> Calls { get; } = [];

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
        if (++_changes != change)
            return make();
        IsDead = true;
        if (effect == CrashEffect.After)
            Finish(make());
        else if (effect == CrashEffect.Half)
            makeHalf?.Invoke();
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
