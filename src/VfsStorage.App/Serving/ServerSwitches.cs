using VfsStorage.App.Hosting;
using VfsStorage.Claims;
using VfsStorage.Claims.Queueing;

namespace VfsStorage.App.Serving;

/// <summary>Keeps <see cref="SwitchState"/> in the storage, and applies it. Who reads and who changes it take turns: no change is lost, and none is applied late.</summary>
internal sealed class ServerSwitches(ClaimsWorkspace workspace, LogSwitch logging) : IDisposable
{
    private readonly StateFile<SwitchState> _file = new(workspace, "settings.json");
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The state in force.</summary>
    /// <exception cref="ClaimsException">The output area cannot be read.</exception>
    public async Task<SwitchState> ReadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return Apply(await FindAsync(cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Changes it; what comes out is in force.</summary>
    /// <exception cref="ClaimsException">The output area cannot be read or written.</exception>
    public async Task<SwitchState> ChangeAsync(Func<SwitchState, SwitchState> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var state = change(await FindAsync(cancellationToken));
            await _file.WriteAsync(state);
            return Apply(state);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<SwitchState> FindAsync(CancellationToken cancellationToken) =>
        await _file.ReadAsync(cancellationToken) ?? new SwitchState(Headless: true, Debug: false);

    private SwitchState Apply(SwitchState state)
    {
        logging.IsDebug = state.Debug;
        return state;
    }
}
