using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Searching;

namespace VfsStorage.Claims.Tests.Batches;

/// <summary>Makes reports without asking anybody, so that a test sees the batch alone. Claims whose first name is Fail fail.</summary>
internal sealed class PlainProcessor : IClaimProcessor
{
    public List<Claim> Claims { get; } = [];

    /// <summary>Called before each claim.</summary>
    public Action<Claim> Before { get; init; } = _ => { };

    public Task<ComplianceReport> ProcessAsync(Claim claim, Reviews reviews, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Before(claim);
        lock (Claims)
            Claims.Add(claim);
        if (claim[ClaimColumns.FirstName] == "Fail")
            throw new AgentException($"The source refused {claim[ClaimColumns.Ssn]}.\nTry again.", 403);
        var reasons = ClaimValidation.SkipReasons(claim);
        var search = new SearchResult { Source = SourceNames.Unknown, Strategy = Strategies.CrdOnly, Error = "Nobody was asked." };
        return Task.FromResult(reasons.Count > 0 ? ReportBuilder.Skipped(claim, reasons) : ReportBuilder.NotFound(claim, search));
    }
}
