namespace VfsStorage.Benchmarks.Running;

/// <summary>One way to do what a scenario is about.</summary>
/// <param name="Name">Shown in the table.</param>
/// <param name="RunAsync">What is measured.</param>
internal sealed record Contender(string Name, Func<CancellationToken, Task> RunAsync)
{
    /// <summary>Made ready before each run, outside of what is measured.</summary>
    public Func<Task>? PrepareAsync { get; init; }
}
