using System.Globalization;
using System.Runtime.CompilerServices;
using VfsStorage.Configuration;
using static VfsStorage.StorageFindingLevel;

namespace VfsStorage.Diagnostics;

/// <summary>Tells of work that a process left unfinished. Finishing it needs a decision, so it is left to <c>vfs recover</c>.</summary>
internal sealed class RecoveryStep(S3Patient patient)
{
    private const string Subject = "unfinished work";

    public async IAsyncEnumerable<StorageFinding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (found, failure) = await FindAsync(cancellationToken).ConfigureAwait(false);
        if (failure is not null)
        {
            yield return new StorageFinding(Subject, Warning, $"cannot be looked for: {failure}") { Remedy = "Correct what is wrong with the areas and ask again." };
            yield break;
        }

        if (found.Count == 0) yield return new StorageFinding(Subject, Ok, "there is none");
        foreach (var work in found)
        {
            var what = work.Kind == S3UnfinishedKind.Move ? $"the move of {work.Source} to {work.Destination}" : $"the writing of {work.Destination}, kept in {work.Source}";
            yield return new StorageFinding(Subject, Warning, string.Create(CultureInfo.InvariantCulture, $"{what}, since {work.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z by {work.Owner}"))
            {
                Remedy = work.MayBeRunning
                    ? "Its process was heard of within the last five minutes: look again when it has ended."
                    : "Nothing is lost; vfs recover finishes it or takes it back.",
            };
        }
    }

    private async Task<(IReadOnlyList<S3UnfinishedWork> Found, string? Failure)> FindAsync(CancellationToken cancellationToken)
    {
        var options = new S3FileSystemOptions { TimeProvider = patient.Time };
        if (patient.Options.S3.SpillDirectory is { Length: > 0 } spill) options.SpillDirectory = spill;
        try
        {
            using var fileSystem = new S3FileSystem(patient.Store, StorageFactory.Mounts(patient.Options), options);
            return (await fileSystem.Recovery.FindAsync(cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ([], exception.Message.Trim().Split('\n')[0].TrimEnd('.'));
        }
    }
}
