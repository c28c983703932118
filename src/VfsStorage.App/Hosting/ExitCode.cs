namespace VfsStorage.App.Hosting;

/// <summary>What the process returns to its caller.</summary>
internal enum ExitCode
{
    /// <summary>Everything asked for was done.</summary>
    Success = 0,

    /// <summary>Something failed that may succeed another time.</summary>
    Failed = 1,

    /// <summary>The input, the configuration or the command line must be changed.</summary>
    BadInput = 2,

    /// <summary>Interrupted by Ctrl-C or SIGTERM.</summary>
    Interrupted = 130,
}
