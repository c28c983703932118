using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Faults;

namespace VfsStorage.Testing;

/// <summary>
/// Says which requests a fault befalls, then, with the last call, which fault it is:
/// <c>server.Faults.On(S3Operation.PutObject).Nth(3).Answer(503)</c>.
/// </summary>
public sealed class S3FaultBuilder
{
    private readonly S3Faults _owner;
    private readonly FaultScope _scope;

    internal S3FaultBuilder(S3Faults owner, IReadOnlyCollection<S3Operation> operations)
        : this(owner, new FaultScope(operations))
    {
    }

    private S3FaultBuilder(S3Faults owner, FaultScope scope)
    {
        _owner = owner;
        _scope = scope;
    }

    /// <summary>Only requests that satisfy a condition; several conditions must all hold.</summary>
    /// <param name="condition">The condition; it sees the request before its body is read.</param>
    public S3FaultBuilder Where(Func<S3LoggedRequest, bool> condition) => With(_scope with { Conditions = [.. _scope.Conditions, condition] });

    /// <summary>Only requests for this key.</summary>
    /// <param name="key">The key.</param>
    public S3FaultBuilder Key(string key) => Where(r => r.Key == key);

    /// <summary>Lets the first requests pass.</summary>
    /// <param name="count">How many.</param>
    public S3FaultBuilder Skip(int count) => With(_scope with { Skip = count });

    /// <summary>Stops after so many requests. Default: never.</summary>
    /// <param name="count">How many.</param>
    public S3FaultBuilder Times(int count) => With(_scope with { Times = count });

    /// <summary>Befalls one request only, the <paramref name="number"/>th.</summary>
    /// <param name="number">1 for the first.</param>
    public S3FaultBuilder Nth(int number) => Skip(number - 1).Times(1);

    /// <summary>Befalls requests by chance, the same ones for the same seed and order of requests.</summary>
    /// <param name="rate">0 to 1.</param>
    /// <param name="seed">The seed.</param>
    public S3FaultBuilder Randomly(double rate, int seed) => With(_scope with { Chance = (rate, new Random(seed)) });

    /// <summary>Answers with an error instead of processing the request.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The S3 error code; null for the usual one of the status.</param>
    public S3FaultRule Answer(int status, string? code = null) => Add(new AnswerFault(ErrorOf(status, code), afterProcessing: false));

    /// <summary>Processes the request and then answers with an error all the same.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The S3 error code; null for the usual one of the status.</param>
    public S3FaultRule AnswerAfterProcessing(int status, string? code = null) => Add(new AnswerFault(ErrorOf(status, code), afterProcessing: true));

    /// <summary>Answers 403 AccessDenied.</summary>
    public S3FaultRule Deny() => Answer(S3Error.AccessDenied.Status);

    /// <summary>Delays the request before it is processed, on top of <see cref="S3Faults.Latency"/>.</summary>
    /// <param name="delay">How long.</param>
    public S3FaultRule Delay(TimeSpan delay) => Add(new DelayFault(delay));

    /// <summary>Resets the connection before the request is processed.</summary>
    public S3FaultRule ResetConnection() => Add(new ResetFault(afterProcessing: false));

    /// <summary>Processes the request and resets the connection instead of answering.</summary>
    public S3FaultRule LoseAnswer() => Add(new ResetFault(afterProcessing: true));

    /// <summary>Ends the connection in the middle of the answer's body.</summary>
    /// <param name="afterBytes">How many bytes of the body still arrive.</param>
    public S3FaultRule TruncateBody(long afterBytes) => Add(new TruncateFault(afterBytes));

    /// <summary>Changes one byte of the answer's body.</summary>
    /// <param name="atByte">Its position in the body; a shorter body stays whole.</param>
    public S3FaultRule CorruptBody(long atByte) => Add(new CorruptFault(atByte));

    /// <summary>Holds requests before they are processed, until they are released.</summary>
    public S3Hold Hold() => AddHold(afterProcessing: false);

    /// <summary>Processes requests but holds their answers until they are released.</summary>
    public S3Hold HoldAnswer() => AddHold(afterProcessing: true);

    /// <summary>Calls back before the request is processed; what the callback throws is answered as a 500.</summary>
    /// <param name="callback">The callback.</param>
    public S3FaultRule CallBefore(Action<S3LoggedRequest> callback) => Add(new CallFault(callback, afterProcessing: false));

    /// <summary>Calls back when the request has been processed but not answered, which is where a crash hurts most.</summary>
    /// <param name="callback">The callback.</param>
    public S3FaultRule CallAfter(Action<S3LoggedRequest> callback) => Add(new CallFault(callback, afterProcessing: true));

    /// <summary>Fails single keys of a bulk delete; the others are deleted.</summary>
    /// <param name="keys">Which keys fail.</param>
    /// <param name="code">The S3 error code.</param>
    public S3FaultRule FailKeys(Func<string, bool> keys, string code = "AccessDenied") => Add(new KeyFault(keys, ErrorOf(200, code)));

    private static S3Error ErrorOf(int status, string? code) => new(code ?? UsualCode(status), status, "An error injected by the test.");

    private static string UsualCode(int status) => status switch
    {
        400 => S3Error.InvalidRequest.Code,
        403 => S3Error.AccessDenied.Code,
        404 => S3Error.NoSuchKey.Code,
        409 => S3Error.ConditionalRequestConflict.Code,
        412 => S3Error.PreconditionFailed.Code,
        416 => S3Error.InvalidRange.Code,
        501 => S3Error.NotImplemented.Code,
        503 => S3Error.SlowDown.Code,
        _ => S3Error.InternalError.Code,
    };

    private S3FaultBuilder With(FaultScope scope) => new(_owner, scope);

    private S3FaultRule Add(Fault fault)
    {
        var rule = new S3FaultRule(_owner, _scope, fault);
        _owner.Add(rule);
        return rule;
    }

    private S3Hold AddHold(bool afterProcessing)
    {
        var fault = new HoldFault(afterProcessing);
        return new S3Hold(Add(fault), fault);
    }
}
