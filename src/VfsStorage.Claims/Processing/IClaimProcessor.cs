using VfsStorage.Claims.Reports;

namespace VfsStorage.Claims.Processing;

/// <summary>Turns one claim into its compliance report.</summary>
public interface IClaimProcessor
{
    /// <summary>Checks <paramref name="claim"/> and keeps the report's version in the cache area.</summary>
    /// <param name="claim">The claim; a claim that lacks required values gets a report that says so.</param>
    /// <param name="reviews">The reviews to perform.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    /// <exception cref="ClaimsException">The storage refuses; no other claim would fare better.</exception>
    Task<ComplianceReport> ProcessAsync(Claim claim, Reviews reviews, CancellationToken cancellationToken = default);
}
