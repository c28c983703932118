using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Batches;

/// <summary>The CSV files of a batch: those that wait in the input area, and the report names of those that are done.</summary>
internal sealed class InputFiles(BatchContext context)
{
    private const string CsvSuffix = ".csv";

    /// <summary>The names of the files in the input area, in the order in which they are processed.</summary>
    /// <exception cref="ClaimsException">There is no input area.</exception>
    public List<string> List()
    {
        var input = context.Workspace.Areas.Input;
        try
        {
            return [.. context.FileSystem.Directory.EnumerateFiles(input)
                .Select(path => context.FileSystem.Path.GetFileName(path))
                .Where(name => name.EndsWith(CsvSuffix, StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new ClaimsException(
                $"The input area '{input}' does not exist: create it, or name another folder in config.json (storage).", exception);
        }
    }

    /// <summary>Whether the input area has a file of this name.</summary>
    public bool Has(string csvFile) => context.FileSystem.File.Exists(context.InputPath(csvFile));

    /// <summary>Gives the names to the rows of a file of the input area whose rows are all done; <see langword="false"/> if it is not that file any more.</summary>
    public async Task<bool> TryRememberNamesAsync(string csvFile, string digest, CancellationToken cancellationToken)
    {
        using var rows = new RowDigest();
        try
        {
            await using var reader = await CsvClaimReader.OpenAsync(context.FileSystem, context.InputPath(csvFile), cancellationToken);
            while (await reader.ReadAsync(cancellationToken) is { } row)
            {
                rows.Add(row.LineNumber, row.Claim);
                context.Names.Next(row.Claim.ReferenceId);
            }
        }
        catch (CsvFileException)
        {
            // Archived meanwhile, or replaced: the digest tells.
        }

        var isIt = rows.Current == digest;
        if (isIt)
            context.Names.EndFile();
        else
            context.Names.RestartFile();
        return isIt;
    }

    /// <summary>Gives the names to the rows of a finished file again, so that later rows get the same names as without a stop.</summary>
    public async Task RememberNamesAsync(FinishedFile file, CancellationToken cancellationToken)
    {
        var path = file.ArchiveName is null
            ? context.InputPath(file.CsvFile)
            : context.Archive.PathOf(file.Folder!, file.ArchiveName);
        var missing = file.Counts.Processed + file.Counts.Skipped + file.Counts.Failed;
        if (missing == 0)
            return;
        try
        {
            await using var reader = await CsvClaimReader.OpenAsync(context.FileSystem, path, file.CsvFile, cancellationToken);
            while (missing > 0 && await reader.ReadAsync(cancellationToken) is { } row)
            {
                context.Names.Next(row.Claim.ReferenceId);
                missing--;
            }
        }
        catch (CsvFileException exception)
        {
            Log.ArchivedCsvGone(context.Logger, exception.Message);
        }

        context.Names.IsIncomplete |= missing > 0;
        context.Names.EndFile();
    }

    /// <summary>What was done with a file.</summary>
    public FileSummary Summarise(FinishedFile file) => new(file.CsvFile)
    {
        Processed = file.Counts.Processed,
        Skipped = file.Counts.Skipped,
        Failed = file.Counts.Failed,
        Compliant = file.Counts.Compliant,
        Duration = TimeSpan.FromSeconds(file.Counts.Seconds),
        ArchivedAs = file.ArchiveName is null ? null : context.Archive.PathOf(file.Folder!, file.ArchiveName),
        AwaitsOtherShards = file.AwaitsOtherShards,
        Error = file.Error,
    };
}
