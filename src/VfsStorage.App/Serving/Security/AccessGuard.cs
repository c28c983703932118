using System.Net;
using Microsoft.AspNetCore.Http;

namespace VfsStorage.App.Serving.Security;

/// <summary>
/// Lets a request pass or not. With API keys, each request to data needs one. Without, the server is this machine's alone: other
/// names in <c>Host</c> and requests from other sites' pages are refused, because a browser here can be made to send them.
/// </summary>
internal sealed class AccessGuard(ApiKeys keys, RequestDelegate next)
{
    private const string KeyHeader = "X-API-Key";
    private const string Bearer = "Bearer ";

    private static readonly string[] _open = ["/health", "/openapi", "/scalar", "/page"];

    /// <summary>Checks the request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: what a failed route had set is cleared before its failure is told.
        context.Response.OnStarting(() =>
        {
            AddHeaders(context);
            return Task.CompletedTask;
        });
        if (keys.AreRequired ? IsOpen(context.Request) || HasKey(context.Request) : IsLocal(context.Request))
            return next(context);
        if (!keys.AreRequired)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    private bool HasKey(HttpRequest request)
    {
        var key = (string?)request.Headers[KeyHeader];
        if (string.IsNullOrEmpty(key) && (string?)request.Headers.Authorization is { } value && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            key = value[Bearer.Length..].Trim();
        return !string.IsNullOrEmpty(key) && keys.Accept(key);
    }

    /// <summary>The page itself and the documents hold no data.</summary>
    private static bool IsOpen(HttpRequest request) =>
        request.Path == "/" || request.Path == "/favicon.ico" || _open.Any(path => request.Path.StartsWithSegments(path, StringComparison.Ordinal));

    private static bool IsLocal(HttpRequest request)
    {
        var host = request.Host.Host.Trim('[', ']');
        if (host != "localhost" && !(IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)))
            return false;
        var site = (string?)request.Headers["Sec-Fetch-Site"];
        var origin = (string?)request.Headers.Origin;
        return site is null or "same-origin" or "none" && (string.IsNullOrEmpty(origin) || origin == $"{request.Scheme}://{request.Host}");
    }

    private static void AddHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        // Scalar's page brings styles and scripts of its own; ours needs nothing but its own files.
        if (!context.Request.Path.StartsWithSegments("/scalar", StringComparison.Ordinal))
            headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; style-src 'self'; frame-ancestors 'none'; base-uri 'none'";
    }
}
