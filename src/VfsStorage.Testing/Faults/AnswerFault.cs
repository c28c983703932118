using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Faults;

/// <summary>An error in place of the true answer, with the work done or not.</summary>
internal sealed class AnswerFault(S3Error error, bool afterProcessing) : Fault
{
    public override string Name => $"answer {error.Status} {error.Code}{(afterProcessing ? " after processing" : "")}";

    public override Task BeforeAsync(S3Call call) => afterProcessing ? Task.CompletedTask : throw error.With();

    public override Task AfterAsync(S3Call call) => afterProcessing ? throw error.With() : Task.CompletedTask;
}
