using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VfsStorage.App.Serving;
using VfsStorage.App.Serving.Queueing;
using VfsStorage.App.Serving.Webhooks;

namespace VfsStorage.App.Tests.Serving;

/// <summary>The server of <c>vfs serve</c> in this process, on a free port, with a client.</summary>
internal sealed class ServedApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServedApp(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>On the local disk.</summary>
    public static Task<ServedApp> StartAsync(Scratch scratch, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null) =>
        StartAsync(new Dictionary<string, string?>(settings ?? []) { ["storage:local:base_path"] = scratch.Root }, configure);

    /// <summary>In S3; a failing request is not repeated.</summary>
    public static Task<ServedApp> StartAsync(S3Scratch s3, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var all = new Dictionary<string, string?>(settings ?? []);
        foreach (var (name, value) in s3.Folder.Variables.Where(variable => variable.Key.StartsWith("STORAGE", StringComparison.Ordinal)))
            all[name.Replace("__", ":")] = value;
        var config = s3.Server.CreateConfig();
        config.MaxErrorRetry = 0;
        var client = s3.Server.CreateClient(config);
        return StartAsync(all, services =>
        {
            services.AddSingleton(client);
            configure?.Invoke(services);
        });
    }

    public static JsonObject Claim(string referenceId, string employee, string? webhook = null)
    {
        var claim = new JsonObject
        {
            ["reference_id"] = referenceId,
            ["employee_number"] = employee,
            ["first_name"] = "Ada",
            ["last_name"] = "Testwell",
            ["crd_number"] = "9000001",
            ["license_type"] = "B IA",
        };
        if (webhook is not null)
            claim["webhook_url"] = webhook;
        return claim;
    }

    /// <summary>Posts a claim.</summary>
    public Task<HttpResponseMessage> PostClaimAsync(JsonObject claim, string mode = "basic") => Client.PostAsJsonAsync($"/process-claim-{mode}", claim);

    /// <summary>Posts a claim that must be accepted; returns its task's id.</summary>
    public async Task<string> AcceptAsync(string referenceId, string employee, Uri webhook)
    {
        using var response = await PostClaimAsync(Claim(referenceId, employee, webhook.AbsoluteUri));
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Accepted), await response.Content.ReadAsStringAsync());
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["task_id"]!;
    }

    public Task<JsonObject?> GetAsync(string path) => Client.GetFromJsonAsync<JsonObject>(path);

    /// <summary>Asks until the answer is the one that is waited for.</summary>
    public async Task<JsonObject> UntilAsync(string path, Func<JsonObject, bool> isIt)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            using var response = await Client.GetAsync(path, patience.Token);
            if (response.IsSuccessStatusCode && await response.Content.ReadFromJsonAsync<JsonObject>(patience.Token) is { } answer && isIt(answer))
                return answer;
            await Task.Delay(10, patience.Token);
        }
    }

    /// <summary>Waits, without a request of its own, until an accepted claim and its delivery are done.</summary>
    public async Task UntilIdleAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var (queue, dispatcher) = (Services.GetRequiredService<ClaimQueue>(), Services.GetRequiredService<WebhookDispatcher>());
        while (queue.Open > 0 || dispatcher.IsBusy)
            await Task.Delay(5, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<ServedApp> StartAsync(Dictionary<string, string?> settings, Action<IServiceCollection>? configure)
    {
        settings.TryAdd("log_file", "");
        settings.TryAdd("WEBHOOK_ALLOWLIST", "http://127\\.0\\.0\\.1:.*");
        settings.TryAdd("serve:webhook_retry_seconds", "0");
        settings.TryAdd("serve:task_retry_seconds", "0.02");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var app = ClaimsServer.Create(configuration, new ServeAddress("127.0.0.1", 0), false, configure);
        await app.StartAsync();
        return new ServedApp(app);
    }
}
