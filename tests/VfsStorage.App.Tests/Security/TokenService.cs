using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace VfsStorage.App.Tests.Security;

/// <summary>A security token service on a loopback port, which gives one key after the other for a role.</summary>
internal sealed class TokenService : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<string> _accessKeys;

    private TokenService(WebApplication server, IEnumerable<string> accessKeys) => (_server, _accessKeys) = (server, new(accessKeys));

    public string Address => _server.Urls.Single();

    /// <summary>The forms that were sent, one text each.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<TokenService> StartAsync(params string[] accessKeys)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var service = new TokenService(app, accessKeys);
        app.MapPost("/", service.AnswerAsync);
        await app.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        Requests.Enqueue(string.Join('&', form.Select(field => $"{field.Key}={field.Value}")));
        var action = form["Action"].ToString();
        if (!_accessKeys.TryDequeue(out var accessKey))
        {
            http.Response.StatusCode = 403;
            return;
        }

        http.Response.ContentType = "text/xml";
        await http.Response.WriteAsync($"""
            <{action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result><Credentials>
            <AccessKeyId>{accessKey}</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey><SessionToken>role-token</SessionToken>
            <Expiration>{DateTime.UtcNow.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}</Expiration></Credentials></{action}Result></{action}Response>
            """);
    }
}
