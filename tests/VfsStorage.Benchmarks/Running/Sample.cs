namespace VfsStorage.Benchmarks.Running;

/// <summary>One run of one contender.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="Requests">How many HTTP requests it made.</param>
/// <param name="ProcessorSeconds">How long it kept processors busy, those of the server aside.</param>
/// <param name="PeakBytes">The most memory the process had above what it had before.</param>
internal sealed record Sample(double Seconds, long Requests, double ProcessorSeconds, long PeakBytes);
