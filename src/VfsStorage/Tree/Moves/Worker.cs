using System.Diagnostics;

namespace VfsStorage.Tree.Moves;

/// <summary>A process that works on something others may have to finish.</summary>
/// <param name="Machine">The name of its machine.</param>
/// <param name="ProcessId">Its id there.</param>
/// <param name="ProcessStarted">When it was started, because ids are used again.</param>
internal sealed record Worker(string Machine, int ProcessId, DateTimeOffset ProcessStarted)
{
    public static Worker Current { get; } = new(Environment.MachineName, Environment.ProcessId, StartOf(Process.GetCurrentProcess()));

    /// <summary>True if it certainly runs no more: it was on this machine, and is not here.</summary>
    public bool HasEnded
    {
        get
        {
            if (Machine != Environment.MachineName)
            {
                return false;
            }

            try
            {
                using var process = Process.GetProcessById(ProcessId);
                return (StartOf(process) - ProcessStarted).Duration() > TimeSpan.FromSeconds(2);
            }
            catch (ArgumentException)
            {
                return true;
            }
            catch (InvalidOperationException)
            {
                return true;
            }
        }
    }

    public override string ToString() => $"process {ProcessId} on {Machine}";

    private static DateTimeOffset StartOf(Process process)
    {
        using (process) return new DateTimeOffset(process.StartTime.ToUniversalTime());
    }
}
