using VfsStorage.Paths;

namespace VfsStorage.Tree;

/// <summary>Lets one caller at a time work on a path, so that callers in one process do not lose races against each other.</summary>
internal sealed class KeyedLock
{
    private readonly Dictionary<VirtualPath, Turn> _turns = [];

    /// <summary>Waits for the turn at <paramref name="path"/>; disposing what is returned ends it.</summary>
    public async Task<IDisposable> EnterAsync(VirtualPath path, CancellationToken cancellationToken)
    {
        Turn? turn;
        lock (_turns)
        {
            if (!_turns.TryGetValue(path, out turn))
            {
                _turns[path] = turn = new Turn(this, path);
            }

            turn.Holders++;
        }

        try
        {
            await turn.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            return turn;
        }
        catch
        {
            turn.Leave(entered: false);
            throw;
        }
    }

    private sealed class Turn(KeyedLock owner, VirtualPath path) : IDisposable
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public int Holders { get; set; }

        public void Dispose() => Leave(entered: true);

        public void Leave(bool entered)
        {
            if (entered)
            {
                Gate.Release();
            }

            lock (owner._turns)
            {
                if (--Holders == 0)
                {
                    owner._turns.Remove(path);
                }
            }
        }
    }
}
