namespace VfsStorage.Claims.Queueing;

/// <summary>A state file that does not hold what it should: it is left as it is until somebody mends it or moves it away.</summary>
public sealed class UnreadableStateException : ClaimsException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="reason">Why it cannot be read.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public UnreadableStateException(string path, string reason, Exception? innerException = null)
        : base($"{path} cannot be read: {reason} Mend it or move it away.", innerException)
    {
    }
}
