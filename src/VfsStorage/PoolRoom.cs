namespace VfsStorage;

/// <summary>
/// Keeps the thread pool able to finish what synchronous members wait for. Each pool thread that waits is one less for the
/// answers to arrive on, and the pool adds one only every quarter of a second, up to its limit: some hundred calls at once
/// would hold each other up for minutes, or for ever. So the pool's minimum, and a limit below it, follow the number of those
/// that wait, and fall back when nobody does. Threads that wait use no processor: as many run as before.
/// </summary>
internal static class PoolRoom
{
    /// <summary>By how much the limits move at a time; at least so many threads are free for answers after a move.</summary>
    private const int Step = 16;

    /// <summary>How many free threads are too few.</summary>
    private const int Scarce = 2;

    /// <summary>Beyond this many the pool's own pace has to do: threads cost memory.</summary>
    private const int MostThreads = 2048;

    private static readonly Lock Lock = new();

    private static int _waiting;
    private static Limits _own = Limits.Read();
    private static Limits _current = _own;
    private static int _minimum = _own.Minimum;

    /// <summary>Call when this thread is about to wait; true if <see cref="Leave"/> must be called after.</summary>
    public static bool Enter()
    {
        if (!Thread.CurrentThread.IsThreadPoolThread)
        {
            return false;
        }

        if (Interlocked.Increment(ref _waiting) + Scarce > Volatile.Read(ref _minimum))
        {
            Adjust();
        }

        return true;
    }

    public static void Leave()
    {
        if (Interlocked.Decrement(ref _waiting) == 0)
        {
            Adjust();
        }
    }

    private static void Adjust()
    {
        lock (Lock)
        {
            var found = Limits.Read();
            if (found != _current)
            {
                // The application has set them meanwhile.
                _own = found;
            }

            var waiting = Volatile.Read(ref _waiting);
            var minimum = waiting == 0 ? _own.Minimum : Math.Max(_own.Minimum, Math.Min(MostThreads, ((waiting / Step) + 2) * Step));
            var wanted = new Limits(minimum, Math.Max(_own.Maximum, minimum));
            if (wanted != found)
            {
                wanted.Write();
            }

            _current = Limits.Read();
            Volatile.Write(ref _minimum, _current.Minimum);
        }
    }

    /// <summary>How many threads the pool makes at once, and how many at all.</summary>
    private readonly record struct Limits(int Minimum, int Maximum)
    {
        public static Limits Read()
        {
            ThreadPool.GetMinThreads(out var minimum, out _);
            ThreadPool.GetMaxThreads(out var maximum, out _);
            return new(minimum, maximum);
        }

        // Neither may pass the other on the way: up with the maximum first, down with the minimum first.
        public void Write()
        {
            ThreadPool.GetMinThreads(out _, out var minimumPorts);
            ThreadPool.GetMaxThreads(out var maximum, out var maximumPorts);
            if (Maximum > maximum)
            {
                ThreadPool.SetMaxThreads(Maximum, maximumPorts);
            }

            ThreadPool.SetMinThreads(Minimum, minimumPorts);
            ThreadPool.SetMaxThreads(Maximum, maximumPorts);
        }
    }
}
