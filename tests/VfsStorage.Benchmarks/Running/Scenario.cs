namespace VfsStorage.Benchmarks.Running;

/// <summary>One thing that users do, in several ways.</summary>
internal abstract class Scenario(string name)
{
    public const string Strict = "VfsStorage, strict";
    public const string Fast = "VfsStorage, fast";
    public const string Sdk = "AWSSDK";
    public const string TransferUtility = "TransferUtility";
    public const string Disk = "local disk";

    /// <summary>What it is called on the command line.</summary>
    public string Name => name;

    /// <summary>What is done, for the table.</summary>
    public abstract string Title(Conditions conditions);

    /// <summary>How many rounds go before those that are measured, where a run is so short that compiling would be what is measured.</summary>
    public virtual int WarmUpRounds => 0;

    /// <summary>The ways to do it.</summary>
    public abstract Task<IReadOnlyList<Contender>> SetUpAsync(Stage stage, CancellationToken cancellationToken);

    /// <summary>What is to be reached.</summary>
    public abstract IReadOnlyList<Target> Targets { get; }
}
