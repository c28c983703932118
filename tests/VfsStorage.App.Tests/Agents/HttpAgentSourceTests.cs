using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VfsStorage.App.Agents;
using VfsStorage.App.Configuration;
using VfsStorage.Claims.Agents;

namespace VfsStorage.App.Tests.Agents;

/// <summary>The agents over HTTP, against a server that answers in the services' shapes and fails in their ways.</summary>
[TestFixture]
internal sealed class HttpAgentSourceTests
{
    private const string Html = "<html><body>Please try again later.</body></html>";

    private static readonly AgentRequest _byNumber = Request(
        AgentCatalog.SecIapd, AgentCatalog.SearchIndividual, (AgentCatalog.CrdNumber, "9000001"));

    private AgentTestServer _server = null!;

    [SetUp]
    public async Task StartAsync() => _server = await AgentTestServer.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    private static IEnumerable<TestCaseData> Questions()
    {
        foreach (var agent in new[] { AgentCatalog.SecIapd, AgentCatalog.FinraBrokerCheck })
        {
            yield return Case(
                Request(agent, AgentCatalog.SearchIndividual, (AgentCatalog.CrdNumber, "9000001")), $"/{agent}?query=9000001&wt=json");
            yield return Case(
                Request(agent, AgentCatalog.SearchIndividualDetailedInfo, (AgentCatalog.CrdNumber, "9000001")), $"/{agent}/9000001");
            yield return Case(
                Request(agent, AgentCatalog.SearchIndividualByFirm, (AgentCatalog.IndividualName, "Ada Testwell"), (AgentCatalog.OrganizationCrd, "9500001")),
                $"/{agent}?query=Ada%20Testwell&firm=9500001&wt=json");
        }

        foreach (var agent in AgentCatalog.Services.Keys.Where(agent => AgentCatalog.KindOf(agent) == AnswerKind.List))
        {
            yield return Case(
                Request(agent, AgentCatalog.SearchIndividual, (AgentCatalog.FirstName, "Jonas"), (AgentCatalog.LastName, "Nonesuch")),
                $"/{agent}?first_name=Jonas&last_name=Nonesuch");
        }

        yield return Case(Request(AgentCatalog.NfaBasic, AgentCatalog.SearchNfa, (AgentCatalog.NfaId, "../x y")), "/NFA_Basic_Agent/..%2Fx%20y");
    }

    [TestCaseSource(nameof(Questions))]
    public async Task FetchAsync_EveryService_AsksItsAddressAndReturnsItsAnswer(AgentRequest request, string address)
    {
        await using var services = Services();

        var answer = await services.GetRequiredService<IAgentSource>().FetchAsync(request, CancellationToken.None);

        var expected = await new RecordedAgentSource().FetchAsync(request, CancellationToken.None);
        Assert.That(JsonNode.DeepEquals(answer, expected), Is.True, answer.ToJsonString());
        Assert.That(_server.Requests, Is.EqualTo(new[] { address }));
    }

    [TestCase(403)]
    [TestCase(429)]
    [TestCase(503)]
    public async Task FetchAsync_RefusedTwice_AsksAgain(int status)
    {
        _server.Next.Enqueue(AgentTestServer.Status(status));
        _server.Next.Enqueue(AgentTestServer.Status(status));
        await using var services = Services();

        var answer = await services.GetRequiredService<IAgentSource>().FetchAsync(_byNumber, CancellationToken.None);

        Assert.That((int)answer["hits"]!["total"]!, Is.EqualTo(1));
        Assert.That(_server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task FetchAsync_AlwaysRefused_ThrowsWithTheStatusAfterAllRepetitions()
    {
        _server.Always = AgentTestServer.Status(403);
        await using var services = Services(("agents:max_retries", "2"));

        var exception = Fails(services, _byNumber);

        Assert.That(exception.StatusCode, Is.EqualTo(403));
        Assert.That(exception.Message, Is.EqualTo("SEC_IAPD_Agent/search_individual refused (HTTP 403): try again later."));
        Assert.That(_server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task FetchAsync_NotFound_ThrowsWithoutRepetition()
    {
        _server.Always = AgentTestServer.Status(404);
        await using var services = Services();

        Assert.That(Fails(services, _byNumber).StatusCode, Is.EqualTo(404));
        Assert.That(_server.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(Html, "text/html", "answered with text/html that is not JSON")]
    [TestCase("", "application/json", "gave an empty answer")]
    [TestCase("null", "application/json", "gave an empty answer")]
    [TestCase("{\"hits\": {\"hits\": [", "application/json", "answered with application/json that is not JSON")]
    [TestCase("{\"hits\":null,\"errorCode\":-1,\"errorMessage\":\"x\"}", "application/json", "could not search (error -1)")]
    public async Task FetchAsync_NoAnswerUnderStatus200_Throws(string content, string type, string message)
    {
        _server.Always = AgentTestServer.Text(content, type);
        await using var services = Services();

        Assert.That(Fails(services, _byNumber).Message, Does.Contain(message));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task FetchAsync_SlowOrTrickling_ThrowsAfterTheTimeLimit(bool trickles)
    {
        _server.Always = trickles ? AgentTestServer.TrickleAsync : AgentTestServer.HangAsync;
        await using var services = Services(("agents:timeout_seconds", "0.2"), ("agents:max_retries", "1"));

        Assert.That(Fails(services, _byNumber).Message, Does.Contain("did not answer within 0.2 s"));
        Assert.That(_server.Requests, Has.Count.EqualTo(2), "A slow answer is asked for again.");
    }

    [Test]
    public async Task FetchAsync_NobodyListens_Throws()
    {
        await using var services = Services(("agents:max_retries", "0"));
        await _server.DisposeAsync();

        Assert.That(Fails(services, _byNumber).Message, Does.Contain("cannot be reached"));
    }

    [Test]
    public async Task FetchAsync_FailedTooOften_LeavesThatAgentAlone()
    {
        _server.Always = AgentTestServer.Status(503);
        await using var services = Services(("agents:max_retries", "0"), ("agents:breaker_failures", "3"));
        for (var call = 0; call < 3; call++)
            Fails(services, _byNumber);

        Assert.That(Fails(services, _byNumber).Message, Does.Contain("left alone"));
        Assert.That(_server.Requests, Has.Count.EqualTo(3), "An open breaker sends nothing.");
        Fails(services, _byNumber with { Agent = AgentCatalog.FinraBrokerCheck });
        Assert.That(_server.Requests, Has.Count.EqualTo(4), "Another agent is not affected.");
    }

    [Test]
    public async Task FetchAsync_Cancelled_Throws()
    {
        _server.Always = AgentTestServer.HangAsync;
        await using var services = Services();
        using var source = new CancellationTokenSource();

        var fetch = services.GetRequiredService<IAgentSource>().FetchAsync(_byNumber, source.Token);
        await source.CancelAsync();

        Assert.That(async () => await fetch, Throws.InstanceOf<OperationCanceledException>());
    }

    private static AgentException Fails(IServiceProvider services, AgentRequest request) => Assert.ThrowsAsync<AgentException>(
        () => services.GetRequiredService<IAgentSource>().FetchAsync(request, CancellationToken.None))!;

    private ServiceProvider Services(params (string Key, string Value)[] changes)
    {
        var settings = _server.Settings();
        foreach (var (key, value) in changes)
            settings[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddAgents(AppSettings.Read(configuration).Agents).BuildServiceProvider();
    }

    private static TestCaseData Case(AgentRequest request, string address) =>
        new TestCaseData(request, address).SetArgDisplayNames(request.Agent, request.Service);

    private static AgentRequest Request(string agent, string service, params (string Name, string Value)[] parameters) =>
        new(agent, service, parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value));
}
