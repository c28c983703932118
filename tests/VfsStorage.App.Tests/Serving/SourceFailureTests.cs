using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Polly.CircuitBreaker;
using Polly.Timeout;
using VfsStorage.Claims.Agents;

namespace VfsStorage.App.Tests.Serving;

/// <summary>What a claim is answered with when a public source fails: whose fault it is, and whether waiting helps.</summary>
[TestFixture]
internal sealed class SourceFailureTests
{
    private static IEnumerable<TestCaseData> Failures()
    {
        yield return new TestCaseData(new AgentException("It refused.", 403), HttpStatusCode.ServiceUnavailable).SetArgDisplayNames("rate limit");
        yield return new TestCaseData(new AgentException("It refused.", 429), HttpStatusCode.ServiceUnavailable).SetArgDisplayNames("too many requests");
        yield return new TestCaseData(new AgentException("It is left alone.", innerException: new BrokenCircuitException()), HttpStatusCode.ServiceUnavailable).SetArgDisplayNames("open circuit");
        yield return new TestCaseData(new AgentException("It is slow.", innerException: new TimeoutRejectedException()), HttpStatusCode.GatewayTimeout).SetArgDisplayNames("timeout");
        yield return new TestCaseData(new AgentException("It cannot be reached.", innerException: new HttpRequestException()), HttpStatusCode.BadGateway).SetArgDisplayNames("unreachable");
        yield return new TestCaseData(new AgentException("It sent a page.", 200), HttpStatusCode.BadGateway).SetArgDisplayNames("no JSON");
        yield return new TestCaseData(new InvalidOperationException("A defect."), HttpStatusCode.InternalServerError).SetArgDisplayNames("defect");
    }

    [TestCaseSource(nameof(Failures))]
    public async Task ProcessClaim_SourceFails_SaysWhoseFaultItIs(Exception failure, HttpStatusCode status)
    {
        using var scratch = new Scratch();
        await using var app = await ServedApp.StartAsync(scratch, configure: services => services.AddSingleton<IAgentSource>(new FailingSource(failure)));

        using var response = await app.PostClaimAsync(ServedApp.Claim("R-1", "EN-1"));

        var text = await response.Content.ReadAsStringAsync();
        Assert.That(response.StatusCode, Is.EqualTo(status), text);
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"), text);
        Assert.That(response.Headers.RetryAfter is not null, Is.EqualTo(status == HttpStatusCode.ServiceUnavailable));
        var problem = JsonNode.Parse(text)!;
        Assert.That((string)problem["trace_id"]!, Is.Not.Empty);
        Assert.That(((string)problem["detail"]!).Contains(failure.Message), Is.EqualTo(failure is AgentException), "What an agent says is meant for the caller, a defect is not.");
    }

    /// <summary>Never answers.</summary>
    private sealed class FailingSource(Exception failure) : IAgentSource
    {
        public Task<JsonNode> FetchAsync(AgentRequest request, CancellationToken cancellationToken) => Task.FromException<JsonNode>(failure);
    }
}
