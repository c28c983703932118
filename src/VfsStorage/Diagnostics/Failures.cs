using VfsStorage.Objects;

namespace VfsStorage.Diagnostics;

/// <summary>Tells failures of the store in few words.</summary>
internal static class Failures
{
    /// <summary>Why a request failed: the store's code where it answered.</summary>
    public static string Reason(StoreException error) => error switch
    {
        { Code.Length: > 0 } => $"{error.Code}, HTTP {error.Status}",
        { InnerException: { } cause } => FirstLine(Innermost(cause).Message),
        _ => FirstLine(error.Message),
    };

    /// <summary>Whether the bucket is in another region than the one asked.</summary>
    public static bool IsOtherRegion(StoreException error) =>
        error.Code is "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException";

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;

    private static string FirstLine(string text) => text.Trim().Split('\n')[0].TrimEnd('\r', '.', ' ');
}
