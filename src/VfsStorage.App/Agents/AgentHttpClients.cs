using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using VfsStorage.Claims.Agents;

namespace VfsStorage.App.Agents;

/// <summary>
/// An HTTP client for each agent. From the outside in: repetitions with jitter, a circuit breaker, the host's pace, the time limit of
/// one call. Waiting for a turn is not part of the time limit, and an open breaker fails without waiting.
/// </summary>
internal static class AgentHttpClients
{
    private static readonly TimeSpan _sampling = TimeSpan.FromMinutes(5);

    /// <summary>Adds the clients, the sources, and the <see cref="IAgentSource"/> that chooses between them.</summary>
    public static IServiceCollection AddAgents(this IServiceCollection services, AgentSettings settings)
    {
        services.AddSingleton(settings);
        services.AddHttpClient();
        services.AddSingleton(provider => new HostPaces(provider.GetRequiredService<TimeProvider>(), settings.Pace));
        services.AddTransient<PacedHandler>();
        services.AddTransient<WholeAnswerHandler>();
        foreach (var (agent, endpoint) in settings.Endpoints)
        {
            if (endpoint.Source == AgentSource.Http)
                services.AddAgentClient(agent, settings);
        }

        services.AddSingleton<RecordedAgentSource>();
        services.AddSingleton<HttpAgentSource>();
        services.AddSingleton<IAgentSource, AgentRouter>();
        return services;
    }

    private static void AddAgentClient(this IServiceCollection services, string agent, AgentSettings settings)
    {
        var client = services.AddHttpClient(agent, client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.DefaultRequestHeaders.UserAgent.ParseAdd("VfsStorage-claims/0.1");
            client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        });
        client.AddResilienceHandler("repetitions", (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            if (settings.MaxRetries > 0)
            {
                pipeline.AddRetry(new HttpRetryStrategyOptions
                {
                    MaxRetryAttempts = settings.MaxRetries,
                    Delay = settings.RetryDelay,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = arguments => ValueTask.FromResult(IsPassing(arguments.Outcome)),
                });
            }

            pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                FailureRatio = 0.9,
                MinimumThroughput = settings.BreakerFailures,
                SamplingDuration = _sampling,
                BreakDuration = settings.BreakerPause,
                ShouldHandle = arguments => ValueTask.FromResult(IsPassing(arguments.Outcome)),
            });
        });
        client.AddHttpMessageHandler<PacedHandler>();
        client.AddResilienceHandler("one call", (pipeline, context) =>
        {
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.AddTimeout(new HttpTimeoutStrategyOptions { Timeout = settings.Timeout });
        });
        client.AddHttpMessageHandler<WholeAnswerHandler>();
    }

    /// <summary>What may go well another time. These services say 403 when they are asked too often.</summary>
    private static bool IsPassing(Outcome<HttpResponseMessage> outcome) =>
        HttpClientResiliencePredicates.IsTransient(outcome) || outcome.Result?.StatusCode == HttpStatusCode.Forbidden;
}
