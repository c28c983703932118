using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace VfsStorage.App.Tests.Serving;

/// <summary>Takes webhooks on a loopback port and remembers them.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _server;

    private WebhookReceiver(WebApplication server) => _server = server;

    public Uri Address => new(new Uri(_server.Urls.Single()), "/hook");

    /// <summary>What was received, refused attempts included.</summary>
    public ConcurrentQueue<Letter> Letters { get; } = new();

    /// <summary>How the next letters are answered; then 200.</summary>
    public ConcurrentQueue<int> NextStatus { get; } = new();

    /// <summary>What a letter's answer waits for; it has arrived before.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>How every letter is answered, after <see cref="NextStatus"/>.</summary>
    public int Status { get; set; } = 200;

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.MapPost("/hook", receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until so many different letters were accepted.</summary>
    public async Task WaitForAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (Letters.Where(letter => letter.Status == 200).Select(letter => letter.IdempotencyKey).Distinct().Count() < count)
            await Task.Delay(10, patience.Token);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var status = NextStatus.TryDequeue(out var next) ? next : Status;
        Letters.Enqueue(new Letter(headers, body.ToArray(), status));
        await Gate;
        context.Response.StatusCode = status;
    }

    /// <summary>One attempt to deliver.</summary>
    internal sealed record Letter(IReadOnlyDictionary<string, string> Headers, byte[] Body, int Status)
    {
        public string IdempotencyKey => Headers["X-Idempotency-Key"];

        /// <summary>The id of the delivery, as Standard Webhooks has it.</summary>
        public string Id => Headers["webhook-id"];

        public JsonObject Json => JsonNode.Parse(Body)!.AsObject();
    }
}
