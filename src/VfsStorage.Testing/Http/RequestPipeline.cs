using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Operations;

namespace VfsStorage.Testing.Http;

/// <summary>Takes a request through its stations: recognise, log, delay, check, run, answer.</summary>
internal static class RequestPipeline
{
    public static async Task RunAsync(HttpContext http, S3Service service)
    {
        var (target, error) = ParseTarget(http, service.Options);
        var (operation, routeError) = OperationRouter.Find(http.Request.Method, target, http.Request.Headers.ContainsKey);
        error ??= routeError?.With(("Method", http.Request.Method), ("ResourceType", target.Key.Length > 0 ? "OBJECT" : "BUCKET"));
        var entry = LogEntry.Create(http, error is null ? operation : S3Operation.Unknown, target);
        service.Requests.Add(entry);
        try
        {
            await AnswerAsync(new S3Call(http, service, target, entry), error).ConfigureAwait(false);
        }
        catch (Exception e) when (IsDisconnect(http, e))
        {
            // The client is gone: there is nobody to answer.
        }
        finally
        {
            entry.End();
        }
    }

    private static async Task AnswerAsync(S3Call call, S3Exception? error)
    {
        var requestId = RequestId.New();
        if (call.Service.Faults.Latency > TimeSpan.Zero)
            await Task.Delay(call.Service.Faults.Latency, call.Aborted).ConfigureAwait(false);
        S3Answer answer;
        try
        {
            answer = error is null ? await RunOperationAsync(call).ConfigureAwait(false) : throw error;
        }
        catch (S3Exception e)
        {
            answer = ErrorAnswer.Of(e, call.Target.RawPath, requestId);
        }
        catch (Exception e) when (!IsDisconnect(call.Http, e))
        {
            // A defect of the server itself: the developer who sees it in a test wants all there is to know.
            answer = ErrorAnswer.Of(S3Error.InternalError.Because(e.ToString()), call.Target.RawPath, requestId);
        }

        using (answer)
            await new AnswerWriter(call.Http, call.Entry).WriteAsync(answer, requestId).ConfigureAwait(false);
    }

    private static Task<S3Answer> RunOperationAsync(S3Call call)
    {
        HeaderRules.Check(call);
        if (Encoding.UTF8.GetByteCount(call.Key) > call.Service.Limits.MaxKeyBytes)
            throw S3Error.KeyTooLong.With(("Size", $"{Encoding.UTF8.GetByteCount(call.Key)}"), ("MaxSizeAllowed", $"{call.Service.Limits.MaxKeyBytes}"));
        return OperationTable.RunAsync(call);
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
