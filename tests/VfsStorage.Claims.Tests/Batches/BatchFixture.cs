using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Batches;

/// <summary>Runs batches whose reports cost nothing.</summary>
public abstract class BatchFixture(FileSystemKind kind) : ClaimsFixture(kind)
{
    protected const string Header = "reference_id,employee_number,first_name,last_name,crd_number\n";
    protected const string Today = "03-09-2025";

    /// <summary>A row that can be checked.</summary>
    protected static string Row(string id) => $"{id},EN-{id},Ada,Testwell,9000001\n";

    /// <summary>A row that is skipped.</summary>
    protected static string Skip(string id) => $"{id},EN-{id},,,9000001\n";

    /// <summary>A row whose check fails.</summary>
    protected static string Fail(string id) => $"{id},EN-{id},Fail,Testwell,9000001\n";

    internal Task<BatchSummary> RunAsync(PlainProcessor? processor = null, CancellationToken cancellationToken = default) =>
        new ClaimsBatch(Workspace, processor ?? new PlainProcessor())
            .RunAsync(new BatchOptions { WaitBetweenRows = TimeSpan.Zero }, null, cancellationToken);

    /// <summary>Runs until the claim with this reference id is reached, which is not processed any more.</summary>
    internal async Task<BatchSummary> RunUntilAsync(string id)
    {
        using var source = new CancellationTokenSource();
        return await RunAsync(
            new PlainProcessor
            {
                Before = claim =>
                {
                    if (claim.ReferenceId == id)
                    {
                        source.Cancel();
                        source.Token.ThrowIfCancellationRequested();
                    }
                },
            },
            source.Token);
    }

    protected string[] Archived(string day = Today) => Names(FileSystem.Path.Combine(Areas.Archive, day));

    protected void WriteCheckpoint(string content)
    {
        FileSystem.Directory.CreateDirectory(Areas.Output);
        FileSystem.File.WriteAllText(FileSystem.Path.Combine(Areas.Output, "checkpoint.json"), content);
    }
}
