using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Reports;

namespace VfsStorage.Claims.Batches;

/// <summary>Turns one row into its report on the storage, or into an error that stops nothing.</summary>
internal sealed class RowRunner(BatchContext context)
{
    private const int MaxErrorLength = 500;

    /// <summary>Processes one row and writes its report under <paramref name="reportName"/>.</summary>
    public async Task<RowResult> RunAsync(ClaimRow row, string reportName, CancellationToken cancellationToken)
    {
        if (row.Defect is not null)
            return RowResult.Failed(row.Defect);

        await context.EnsureHeldAsync();
        ComplianceReport report;
        try
        {
            report = await context.Processor.ProcessAsync(row.Claim, context.Options.Reviews, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is not ClaimsException)
        {
            return RowResult.Failed(OneLine(SensitiveData.Scrub(exception.Message, row.Claim)));
        }

        await context.EnsureHeldAsync();
        await WriteAsync(row, reportName, ReportJson.Serialize(report));
        return ClaimValidation.SkipReasons(row.Claim).Count > 0
            ? RowResult.Skipped
            : RowResult.Processed(report.FinalEvaluation.OverallCompliance);
    }

    private async Task WriteAsync(ClaimRow row, string reportName, byte[] report)
    {
        // Only when earlier rows of the batch are unknown: in doubt keep both reports.
        while (context.Names.IsIncomplete && await IsOtherReportAsync(reportName, report))
            reportName = context.Names.Next(row.Claim.ReferenceId);
        await context.Reports.WriteAsync(context.OutputPath(reportName), report, CancellationToken.None);
    }

    private async Task<bool> IsOtherReportAsync(string reportName, byte[] report) =>
        await context.Reports.TryReadAsync(context.OutputPath(reportName)) is { } existing && !existing.AsSpan().SequenceEqual(report);

    private static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= MaxErrorLength ? line : line[..MaxErrorLength] + "…";
    }
}
