using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using VfsStorage.Claims.Agents;

namespace VfsStorage.App.Tests.Agents;

/// <summary>
/// The public services on a loopback port: each agent below <c>/&lt;agent&gt;</c>, answering about the invented people in the
/// services' shapes. <see cref="Next"/> makes it fail as they do.
/// </summary>
internal sealed class AgentTestServer : IAsyncDisposable
{
    private readonly RecordedAgentSource _people = new();
    private readonly WebApplication _server;

    private AgentTestServer(WebApplication server) => _server = server;

    /// <summary>Path and query of every request.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>How the next requests are answered instead; an answer for each.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Next { get; } = new();

    /// <summary>How every request is answered instead, after <see cref="Next"/>.</summary>
    public Func<HttpContext, Task>? Always { get; set; }

    public Uri Address => new(_server.Urls.Single());

    public static async Task<AgentTestServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new AgentTestServer(app);
        app.MapGet("/{agent}/{id?}", server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>Settings that ask this server for everything, fast.</summary>
    public Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>
        {
            ["agents:source"] = "http",
            ["agents:seconds_between_calls"] = "0",
            ["agents:retry_delay_seconds"] = "0",
            ["agents:breaker_failures"] = "1000",
        };
        foreach (var agent in AgentCatalog.Services.Keys)
            settings[$"agents:{agent}:base_url"] = new Uri(Address, agent).AbsoluteUri;
        return settings;
    }

    public static Func<HttpContext, Task> Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public static Func<HttpContext, Task> Text(string content, string type = "application/json") => context =>
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(content);
    };

    /// <summary>Sends nothing until the client gives up.</summary>
    public static Task HangAsync(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    /// <summary>Sends the beginning of an answer and then nothing until the client gives up.</summary>
    public static async Task TrickleAsync(HttpContext context)
    {
        await context.Response.WriteAsync("{\"hits\": ");
        await context.Response.Body.FlushAsync();
        await HangAsync(context);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue(context.Request.Path + context.Request.QueryString);
        if (Next.TryDequeue(out var next))
            await next(context);
        else if (Always is { } always)
            await always(context);
        else
            await AnswerAboutPeopleAsync(context);
    }

    private async Task AnswerAboutPeopleAsync(HttpContext context)
    {
        var answer = await FetchAsync(Question(context.Request));
        await Text(answer.ToJsonString())(context);
    }

    /// <summary>A person whose record is a refusal is refused as by the service.</summary>
    private async Task<JsonNode> FetchAsync(AgentRequest question)
    {
        try
        {
            return await _people.FetchAsync(question, CancellationToken.None);
        }
        catch (AgentException exception)
        {
            throw new BadHttpRequestException(exception.Message, exception.StatusCode!.Value);
        }
    }

    private static AgentRequest Question(HttpRequest request)
    {
        var agent = (string)request.RouteValues["agent"]!;
        var isSingle = AgentCatalog.KindOf(agent) == AnswerKind.Single;
        var id = (string?)request.RouteValues["id"];
        var (service, parameters) = (isSingle, id) switch
        {
            (true, null) when request.Query.ContainsKey("firm") => (AgentCatalog.SearchIndividualByFirm, new Dictionary<string, string>
            {
                [AgentCatalog.IndividualName] = request.Query["query"]!,
                [AgentCatalog.OrganizationCrd] = request.Query["firm"]!,
            }),
            (true, null) => (AgentCatalog.SearchIndividual, new() { [AgentCatalog.CrdNumber] = request.Query["query"]! }),
            (true, _) => (AgentCatalog.SearchIndividualDetailedInfo, new() { [AgentCatalog.CrdNumber] = id }),
            (false, null) => (AgentCatalog.SearchIndividual, new()
            {
                [AgentCatalog.FirstName] = request.Query["first_name"]!,
                [AgentCatalog.LastName] = request.Query["last_name"]!,
            }),
            (false, _) => (AgentCatalog.SearchNfa, new() { [AgentCatalog.NfaId] = id }),
        };
        return new AgentRequest(agent, service, parameters);
    }
}
