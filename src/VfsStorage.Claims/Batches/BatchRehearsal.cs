using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Batches;

/// <summary>Reads every file of the input area as a batch would, and counts what would become of its rows. Writes nothing.</summary>
internal sealed class BatchRehearsal(BatchContext context)
{
    private const int MaxProblems = 20;

    public async Task<IReadOnlyList<FileRehearsal>> RunAsync(CancellationToken cancellationToken)
    {
        var files = new List<FileRehearsal>();
        foreach (var csvFile in new InputFiles(context).List())
            files.Add(await ReadAsync(csvFile, cancellationToken));
        return files;
    }

    private async Task<FileRehearsal> ReadAsync(string csvFile, CancellationToken cancellationToken)
    {
        var reasons = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var problems = new List<string>();
        var result = new FileRehearsal(csvFile) { SkipReasons = reasons, Problems = problems };
        try
        {
            new CsvFileState(context.FileSystem, context.InputPath(csvFile)).RequireContent();
            await using var reader = await CsvClaimReader.OpenAsync(context.FileSystem, context.InputPath(csvFile), cancellationToken);
            while (await reader.ReadAsync(cancellationToken) is { } row)
            {
                if (context.Options.Shard?.Owns(row.Claim.EmployeeNumber) == false)
                    continue;
                var skipped = ClaimValidation.SkipReasons(row.Claim);
                var problem = row.Defect ?? string.Join(", ", skipped);
                if (problem.Length > 0 && problems.Count < MaxProblems)
                    problems.Add($"{csvFile} line {row.LineNumber}: {problem}");
                if (row.Defect is not null)
                {
                    result = result with { Defective = result.Defective + 1 };
                    continue;
                }

                foreach (var reason in skipped)
                    reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
                result = skipped.Count > 0 ? result with { Skipped = result.Skipped + 1 } : result with { Ready = result.Ready + 1 };
            }
        }
        catch (CsvFileException exception)
        {
            return result with { Error = exception.Message };
        }

        return result;
    }
}
