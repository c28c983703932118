using System.Buffers;
using VfsStorage.Objects;

namespace VfsStorage.Tree;

/// <summary>What an append adds to the end of a file.</summary>
/// <param name="Content">The bytes, whatever the file has become.</param>
internal sealed record Addition(ReadOnlySequence<byte> Content)
{
    /// <summary>What goes before the bytes at the start of a file, and nowhere else: a byte order mark.</summary>
    public ReadOnlyMemory<byte> Preamble { get; init; }

    /// <summary>The permission bits of a file that the append creates; <see langword="null"/> for the default.</summary>
    public UnixFileMode? CreateMode { get; init; }

    /// <summary>Asked after each look at the file and before its commit: throws if the right to make it was lost. <see langword="null"/> for no question.</summary>
    public Func<CancellationToken, Task>? Confirm { get; init; }

    /// <summary>Tells this append from all others, so that it is never made twice.</summary>
    public WriteMark Mark { get; init; } = WriteMark.New();

    /// <summary>The bytes for a file of that length.</summary>
    public ReadOnlySequence<byte> For(long length) => length > 0 || Preamble.IsEmpty ? Content : new([.. Preamble.Span, .. Content.ToArray()]);

    /// <summary>Asks that question; what was looked at is let go of if the answer is no.</summary>
    public async Task ConfirmAsync(ObjectBody? looked, CancellationToken cancellationToken)
    {
        try
        {
            await (Confirm?.Invoke(cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch when (looked is not null)
        {
            await looked.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
