using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Faults;
using VfsStorage.Testing.Operations;
using VfsStorage.Testing.Signing;

namespace VfsStorage.Testing.Http;

/// <summary>Takes a request through its stations: recognise, log, delay, check, run, answer, with faults between them.</summary>
internal static class RequestPipeline
{
    public static async Task RunAsync(HttpContext http, S3Service service)
    {
        var (target, error) = ParseTarget(http, service.Options);
        var (operation, routeError) = OperationRouter.Find(http.Request.Method, target, http.Request.Headers.ContainsKey);
        error ??= routeError?.With(("Method", http.Request.Method), ("ResourceType", target.Key.Length > 0 ? "OBJECT" : "BUCKET"));
        var entry = LogEntry.Create(http, error is null ? operation : S3Operation.Unknown, target);
        var call = new S3Call(http, service, target, entry);
        service.Requests.Add(entry);
        try
        {
            await ServeAsync(call, error).ConfigureAwait(false);
        }
        catch (Exception e) when (IsDisconnect(http, e))
        {
            // The client is gone, or a fault has cut it off: there is nobody to answer.
        }
        finally
        {
            entry.End();
        }
    }

    private static async Task ServeAsync(S3Call call, S3Exception? error)
    {
        var requestId = RequestId.New();
        using var answer = await AnswerOf(() => ProcessAsync(call, error, requestId), call, requestId).ConfigureAwait(false);
        await new AnswerWriter(call).WriteAsync(answer, requestId).ConfigureAwait(false);
    }

    /// <summary>Runs the request between the faults before and after it; an error, too, is an outcome that can get lost.</summary>
    private static async Task<S3Answer> ProcessAsync(S3Call call, S3Exception? error, string requestId)
    {
        call.Plan = call.Service.Faults.PlanFor(call.Entry);
        call.Entry.Fault = call.Plan.Name;
        if (call.Latency > TimeSpan.Zero)
            await Task.Delay(call.Latency, call.Aborted).ConfigureAwait(false);
        await call.Plan.BeforeAsync(call).ConfigureAwait(false);
        var answer = await AnswerOf(() => error is null ? CheckAndRunAsync(call) : throw error, call, requestId).ConfigureAwait(false);
        try
        {
            await call.Plan.AfterAsync(call).ConfigureAwait(false);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private static Task<S3Answer> CheckAndRunAsync(S3Call call)
    {
        HeaderRules.Check(call);
        AccessCheck.Check(call);
        var keyBytes = Encoding.UTF8.GetByteCount(call.Key);
        if (keyBytes > call.Service.Limits.MaxKeyBytes)
            throw S3Error.KeyTooLong.With(("Size", $"{keyBytes}"), ("MaxSizeAllowed", $"{call.Service.Limits.MaxKeyBytes}"));
        if (call.Service.Faults.BytesPerSecond is { } limit)
            call.Body.Pace = (bytes, aborted) => ConnectionPace.Of(call).WaitAsync(bytes, limit, aborted);
        return OperationTable.RunAsync(call);
    }

    private static async Task<S3Answer> AnswerOf(Func<Task<S3Answer>> run, S3Call call, string requestId)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (S3Exception e)
        {
            return ErrorAnswer.Of(e, call.Target.RawPath, requestId);
        }
        catch (BadHttpRequestException)
        {
            return ErrorAnswer.Of(S3Error.IncompleteBody.With(), call.Target.RawPath, requestId);
        }
        catch (Exception e) when (!IsDisconnect(call.Http, e))
        {
            // A defect of the server itself: the developer who sees it in a test wants all there is to know.
            return ErrorAnswer.Of(S3Error.InternalError.Because(e.ToString()), call.Target.RawPath, requestId);
        }
    }

    private static bool IsDisconnect(HttpContext http, Exception e) =>
        http.RequestAborted.IsCancellationRequested || e is ConnectionAbortedException or ConnectionResetException;

    private static (RequestTarget Target, S3Exception? Error) ParseTarget(HttpContext http, S3TestServerOptions options)
    {
        var rawTarget = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        try
        {
            return (RequestTarget.Parse(rawTarget, http.Request.Host.Value ?? "", options.VirtualHosts), null);
        }
        catch (S3Exception e)
        {
            return (new RequestTarget("", "", rawTarget, new QueryParameters("")), e);
        }
    }
}
