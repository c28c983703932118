using VfsStorage.App.Hosting;
using VfsStorage.Claims;
using VfsStorage.Claims.Queueing;

namespace VfsStorage.App.Serving;

/// <summary>Keeps <see cref="SwitchState"/> in the storage, and applies it.</summary>
internal sealed class ServerSwitches(ClaimsWorkspace workspace, LogSwitch logging)
{
    private readonly StateFile<SwitchState> _file = new(workspace, "settings.json");

    /// <summary>The state in force.</summary>
    /// <exception cref="ClaimsException">The output area cannot be read.</exception>
    public async Task<SwitchState> ReadAsync(CancellationToken cancellationToken)
    {
        var state = await _file.ReadAsync(cancellationToken) ?? new SwitchState(Headless: true, Debug: false);
        logging.IsDebug = state.Debug;
        return state;
    }

    /// <summary>Changes it.</summary>
    /// <exception cref="ClaimsException">The output area cannot be written.</exception>
    public async Task WriteAsync(SwitchState state)
    {
        await _file.WriteAsync(state);
        logging.IsDebug = state.Debug;
    }
}
