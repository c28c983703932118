using VfsStorage.Claims;

namespace VfsStorage.App.Serving.Requests;

/// <summary>A checked request to process a claim.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="WebhookUrl">Who is told the result; <see langword="null"/> to answer with it.</param>
/// <param name="CorrelationId">What the caller recognises its request by.</param>
internal sealed record ClaimRequest(Claim Claim, string? WebhookUrl, string CorrelationId);
