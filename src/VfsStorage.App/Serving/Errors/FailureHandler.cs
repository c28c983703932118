using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Polly.Timeout;
using VfsStorage.App.Hosting;
using VfsStorage.Claims;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Queueing;

namespace VfsStorage.App.Serving.Errors;

/// <summary>The one place where an exception becomes an answer: a ProblemDetails with a trace id. A failing storage is 503 with Retry-After, a failing source 502, 503 or 504.</summary>
internal sealed class FailureHandler(IProblemDetailsService problems, ILoggerFactory loggers) : IExceptionHandler
{
    private const int RetryAfterSeconds = 30;
    private const int ClientClosedRequest = 499;

    private readonly ILogger _logger = loggers.CreateLogger(LogGroups.Core);

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        var problem = Describe(exception);
        if (problem.Status >= 500)
            ServeLog.RequestFailed(_logger, httpContext.Request.Method, problem.Status.Value, ErrorLines.WithCauses(exception), exception);
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            httpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        httpContext.Response.StatusCode = problem.Status!.Value;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem, Exception = exception });
    }

    private static ProblemDetails Describe(Exception exception) => exception switch
    {
        InvalidRequestException invalid => new HttpValidationProblemDetails(invalid.Errors) { Status = StatusCodes.Status400BadRequest, Title = invalid.Message },
        NotFoundException => Problem(StatusCodes.Status404NotFound, "Not found.", exception.Message),
        BadHttpRequestException bad => Problem(bad.StatusCode, "The request cannot be read.", bad.Message),
        QueueFullException => Problem(StatusCodes.Status503ServiceUnavailable, "The queue is full.", exception.Message),
        AgentException failure => DescribeAgent(failure),
        _ when IsStorage(exception) => Problem(
            StatusCodes.Status503ServiceUnavailable, "The storage does not answer.", "The files cannot be reached at the moment: try again later."),
        AreasHeldException => Problem(StatusCodes.Status503ServiceUnavailable, "Another server has taken over.", exception.Message),
        UnreadableStateException => Problem(StatusCodes.Status500InternalServerError, "A file of the server cannot be read.", exception.Message),
        ClaimsException => Problem(StatusCodes.Status400BadRequest, "The request is not valid.", exception.Message),
        _ => Problem(StatusCodes.Status500InternalServerError, "An unexpected error.", "The log has the details under this trace id."),
    };

    /// <summary>The fault is a public source's, not the server's: it asks us to wait, takes too long, or gives no answer of its own shape.</summary>
    private static ProblemDetails DescribeAgent(AgentException failure) => failure switch
    {
        { StatusCode: StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable }
            or { InnerException: BrokenCircuitException } => Problem(StatusCodes.Status503ServiceUnavailable, "A public source refuses for now.", failure.Message),
        { InnerException: TimeoutRejectedException } => Problem(StatusCodes.Status504GatewayTimeout, "A public source did not answer in time.", failure.Message),
        _ => Problem(StatusCodes.Status502BadGateway, "A public source did not answer.", failure.Message),
    };

    /// <summary>Whether the files could not be read or written. That a name is too long is not the storage's fault: waiting does not help.</summary>
    public static bool IsStorage(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ClaimsException { InnerException: IOException or UnauthorizedAccessException }
        && exception is not (PathTooLongException or ClaimsException { InnerException: PathTooLongException });

    private static ProblemDetails Problem(int status, string title, string detail) => new() { Status = status, Title = title, Detail = detail };
}
