namespace VfsStorage.Claims;

/// <summary>A problem that its user can solve: the message is one line that names what to change.</summary>
public class ClaimsException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and what to change. Line breaks become spaces.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public ClaimsException(string message, Exception? innerException = null)
        : base(message.ReplaceLineEndings(" "), innerException)
    {
    }
}
