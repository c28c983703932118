namespace VfsStorage.Claims.Agents;

/// <summary>A source did not answer. The claim fails and can be tried again; other claims are not affected.</summary>
public sealed class AgentException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, without values of the claim.</param>
    /// <param name="statusCode">The HTTP status, if there was one.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public AgentException(string message, int? statusCode = null, Exception? innerException = null)
        : base(message, innerException) => StatusCode = statusCode;

    /// <summary>The HTTP status, such as 403 for a rate limit; <see langword="null"/> if there was none.</summary>
    public int? StatusCode { get; }
}
