using System.Collections.Concurrent;
using System.Diagnostics;

namespace VfsStorage.Claims.Holds;

/// <summary>A process that works on areas, and which of their holds are its own.</summary>
internal sealed class HoldingProcess
{
    private readonly ConcurrentDictionary<string, bool> _open = new(StringComparer.Ordinal);

    public static HoldingProcess Current { get; } = new() { Machine = Environment.MachineName, Id = Environment.ProcessId, Started = StartOf(Environment.ProcessId) };

    public required string Machine { get; init; }

    public required int Id { get; init; }

    /// <summary>When it was started, because ids are used again.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>Tells this process from all others, whatever their machines are called.</summary>
    public string Token { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Notes that a hold is taken.</summary>
    public void Open(string token) => _open[token] = true;

    /// <summary>Notes that a hold has ended, whether or not its file could be changed.</summary>
    public void Close(string token) => _open.TryRemove(token, out _);

    /// <summary>Whether the holder certainly works no more; <see langword="null"/> if that cannot be told from here.</summary>
    public bool? HasEnded(HoldRecord record, string? space)
    {
        if (record.ProcessToken == Token)
            return !_open.ContainsKey(record.Token);
        if (space is null || record.ProcessSpace != space || record.Machine != Machine)
            return null;
        try
        {
            return (StartOf(record.ProcessId) - record.ProcessStarted).Duration() > TimeSpan.FromSeconds(2);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return true;
        }
    }

    private static DateTimeOffset StartOf(int id)
    {
        using var process = Process.GetProcessById(id);
        return new DateTimeOffset(process.StartTime.ToUniversalTime());
    }
}
