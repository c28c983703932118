using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability.Failures;

/// <summary>A way in which requests fail.</summary>
/// <param name="name">What it is called.</param>
/// <param name="inject">Brings it about.</param>
public sealed class Mishap(string name, Func<S3FaultBuilder, S3FaultRule> inject)
{
    public static readonly Mishap[] All =
    [
        new("500", at => at.Answer(500)),
        new("SlowDown", at => at.Answer(503)),
        new("Denied", at => at.Deny()),
        new("CutOff", at => at.ResetConnection()),
        new("LostAnswer", at => at.LoseAnswer()),
        new("500AfterTheEffect", at => at.AnswerAfterProcessing(500)),
        new("HalfAnAnswer", at => at.TruncateBody(1)),
    ];

    /// <summary>One of the two that tell most in little time: a failure before the effect, and one after it.</summary>
    public bool IsTelling => name is "CutOff" or "500AfterTheEffect";

    public S3FaultRule Inject(S3FaultBuilder at) => inject(at);

    public override string ToString() => name;
}
