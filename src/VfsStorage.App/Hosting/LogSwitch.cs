namespace VfsStorage.App.Hosting;

/// <summary>Switches every logging group to its most detailed level while the program runs.</summary>
internal sealed class LogSwitch
{
    private volatile bool _isDebug;

    /// <summary>Whether everything is logged.</summary>
    public bool IsDebug
    {
        get => _isDebug;
        set => _isDebug = value;
    }
}
