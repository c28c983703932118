namespace VfsStorage;

/// <summary>One thing that <see cref="StorageDoctor"/> found out.</summary>
/// <param name="Subject">What it is about: <c>configuration</c>, <c>credentials</c>, <c>endpoint</c>, an area, <c>bucket …</c>, <c>compatibility</c>.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Message">What was found, in one line.</param>
public sealed record StorageFinding(string Subject, StorageFindingLevel Level, string Message)
{
    /// <summary>What to do about it; <see langword="null"/> where nothing is to be done.</summary>
    public string? Remedy { get; init; }

    /// <summary>Whether <see cref="StorageDoctorOptions.Fix"/> repairs it.</summary>
    public bool CanBeFixed { get; init; }

    /// <summary>What was repaired, each thing by its name.</summary>
    public IReadOnlyList<string> Fixed { get; init; } = [];
}
