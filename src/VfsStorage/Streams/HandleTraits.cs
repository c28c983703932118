namespace VfsStorage.Streams;

/// <summary>What a handle may do, and what follows its close.</summary>
/// <param name="Access">Reading, writing or both.</param>
/// <param name="AppendStart">Where an appending handle started; it cannot go back behind that. <see langword="null"/> for others.</param>
/// <param name="Closed">Runs after the content was published, such as the delete of DeleteOnClose.</param>
internal sealed record HandleTraits(FileAccess Access, long? AppendStart, Func<Task> Closed)
{
    /// <summary>Runs at the very end, however the close went.</summary>
    public Func<Task> Released { get; init; } = () => Task.CompletedTask;
}
