using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Faults;

/// <summary>Something that goes wrong with a request, at one of the stations of its way.</summary>
internal abstract class Fault
{
    /// <summary>How the log calls it.</summary>
    public abstract string Name { get; }

    /// <summary>The position in the answer's body where the connection ends, or null.</summary>
    public virtual long? TruncateAt => null;

    /// <summary>The position in the answer's body of the byte that is changed, or null.</summary>
    public virtual long? CorruptAt => null;

    /// <summary>Before the request is processed.</summary>
    public virtual Task BeforeAsync(S3Call call) => Task.CompletedTask;

    /// <summary>After it was processed, before it is answered.</summary>
    public virtual Task AfterAsync(S3Call call) => Task.CompletedTask;

    /// <summary>The error of one key of a bulk delete, or null.</summary>
    public virtual S3Error? ErrorOf(string key) => null;

    /// <summary>Lets go of requests it holds.</summary>
    public virtual void Release()
    {
    }
}
