namespace VfsStorage.Claims;

/// <summary>Another process works on the areas: the message says which, and since when. Another time it may be free.</summary>
public sealed class AreasHeldException : ClaimsException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Who works there since when, and what to do.</param>
    public AreasHeldException(string message)
        : base(message)
    {
    }
}
