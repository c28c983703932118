using VfsStorage.Objects;

namespace VfsStorage.Streams;

/// <summary>What a draft starts from and how it is to be published; decided when the file is opened.</summary>
internal sealed record DraftPlan
{
    /// <summary>The version whose content the draft edits; <see langword="null"/> if it starts empty.</summary>
    public ObjectInfo? Base { get; init; }

    /// <summary>The file that is replaced, whose mode and headers are kept; the base, or the one that is overwritten.</summary>
    public ObjectInfo? Replaced { get; init; }

    /// <summary>The permission bits of a new file; <see langword="null"/> for the default.</summary>
    public UnixFileMode? CreateMode { get; init; }

    /// <summary>What must still hold of the store when the draft is published.</summary>
    public Precondition Precondition { get; init; }

    /// <summary>Asked before each commit: throws if the right to make it was lost. <see langword="null"/> for no question.</summary>
    public Func<CancellationToken, Task>? Confirm { get; init; }

    /// <summary>What cannot be sent is kept in a local file.</summary>
    public bool KeepsUnsent { get; init; } = true;

    /// <summary>The caller asked to lose where somebody else is first: what it has written then is not kept.</summary>
    public bool IsExclusive { get; init; }

    /// <summary>The file is new or cut: it is published even if nothing is written.</summary>
    public bool PublishUnchanged { get; init; }
}
