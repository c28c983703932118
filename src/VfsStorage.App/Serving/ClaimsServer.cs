using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Scalar.AspNetCore;
using VfsStorage.App.Configuration;
using VfsStorage.App.Hosting;
using VfsStorage.App.Serving.Errors;
using VfsStorage.App.Serving.Queueing;
using VfsStorage.App.Serving.Requests;
using VfsStorage.App.Serving.Routes;
using VfsStorage.App.Serving.Security;
using VfsStorage.App.Serving.Webhooks;
using VfsStorage.Claims.Analytics;
using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Browsing;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Queueing;
using VfsStorage.Claims.Reports;

namespace VfsStorage.App.Serving;

/// <summary>Builds the HTTP server: services, the order of its checks, routes.</summary>
internal static class ClaimsServer
{
    /// <summary>Builds the server; what is registered by <paramref name="configure"/> wins.</summary>
    /// <exception cref="UsageException">The configuration or the address is wrong, or the address needs an API key.</exception>
    public static WebApplication Create(
        IConfiguration configuration, ServeAddress address, bool isDiagnostic = false, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        configure?.Invoke(builder.Services);
        builder.Services.AddApplication(configuration, isDiagnostic);
        var settings = AppSettings.Read(configuration).Serve;
        AddServices(builder.Services, settings, address);
        builder.WebHost.UseUrls(address.Url);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.MaxRequestKilobytes * 1024L;
        });

        var app = builder.Build();
        // An answer has one form. A client that would rather have another gets it all the same, and never an empty one.
        app.Use((context, next) =>
        {
            context.Request.Headers.Remove("Accept");
            return next(context);
        });
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(next => new AccessGuard(app.Services.GetRequiredService<ApiKeys>(), next).InvokeAsync);
        app.MapOpenApi();
        app.MapScalarApiReference("/scalar", options => options.WithTitle("vfs claims API").DisableDefaultFonts().DisableAgent().DisableMcp().DisableTelemetry());
        MapRoutes(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, ServeSettings settings, ServeAddress address)
    {
        var keys = new ApiKeys(settings.ApiKeyHashes);
        if (!keys.AreRequired && !address.IsLoopback)
        {
            throw new UsageException(
                $"{address.Host} can be reached from other machines: set VFS_API_KEY_HASHES ('vfs serve --create-key' makes a key), or listen on 127.0.0.1.");
        }

        services.AddSingleton(settings).AddSingleton(keys).AddSingleton(new WebhookPolicy(settings));
        services.AddSingleton<CacheCatalog>().AddSingleton<CacheCleaner>().AddSingleton<ReportCatalog>().AddSingleton<ComplianceAnalytics>();
        services.AddSingleton<ComplianceOverview>().AddSingleton<AreaBrowser>().AddSingleton<AreaSizes>().AddSingleton<BatchProgressReader>();
        services.AddSingleton<ClaimTasks>().AddSingleton<WebhookOutbox>().AddSingleton<WebhookSender>().AddSingleton<ClaimRequestReader>();
        services.AddSingleton<ServerSwitches>().AddSingleton<ServerState>();
        // Started first and stopped last.
        services.AddSingleton<QueueKeeper>().AddHostedService(provider => provider.GetRequiredService<QueueKeeper>());
        services.AddSingleton<WebhookDispatcher>().AddHostedService(provider => provider.GetRequiredService<WebhookDispatcher>());
        services.AddSingleton<ClaimSteps>().AddSingleton<ClaimQueue>().AddHostedService(provider => provider.GetRequiredService<ClaimQueue>());
        // Signals are the process's business (StopSignals).
        services.AddSingleton<IHostLifetime, NoLifetime>();
        // For the requests that are under way; the queue and the dispatcher have their own.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        services.AddOpenApi();
        // Otherwise a number that is none is refused without a word.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<FailureHandler>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
            context.ProblemDetails.Extensions["trace_id"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
    }

    private static void MapRoutes(WebApplication app)
    {
        app.MapClaims();
        app.MapCache();
        app.MapCompliance();
        app.MapWebhooks();
        app.MapServer();
        app.MapBrowsing();
        app.MapOverview();
        app.MapPage();
    }
}
