using VfsStorage.Claims.Reports;

namespace VfsStorage.Claims.Processing;

/// <summary>Checks claims and leaves it to the caller to keep the reports.</summary>
public interface IClaimChecker
{
    /// <summary>Checks <paramref name="claim"/>. Nothing but the agents' answers is kept.</summary>
    /// <param name="claim">The claim; a claim that lacks required values gets a report that says so.</param>
    /// <param name="reviews">The reviews to perform.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    /// <exception cref="ClaimsException">The storage refuses; no other claim would fare better.</exception>
    Task<ComplianceReport> CheckAsync(Claim claim, Reviews reviews, CancellationToken cancellationToken = default);
}
