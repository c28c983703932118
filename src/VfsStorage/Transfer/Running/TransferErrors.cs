using VfsStorage.Objects;

namespace VfsStorage.Transfer.Running;

/// <summary>Which failures end a whole transfer, and how failures read in a report.</summary>
internal static class TransferErrors
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int ReadOnlyDisk = 30;

    /// <summary>Whether every further file would fail in the same way.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="hasSucceeded">Whether a file was copied before.</param>
    public static bool IsFatal(Exception exception, bool hasSucceeded) =>
        exception is IOException { HResult: NoSpace or QuotaExceeded or ReadOnlyDisk }
        || KindOf(exception) is StoreErrorKind.NoSuchBucket or StoreErrorKind.BadCredentials or StoreErrorKind.ExpiredCredentials
        || IsOtherRegion(StoreErrorOf(exception))
        || (!hasSucceeded && KindOf(exception) is StoreErrorKind.AccessDenied);

    /// <summary>Whether the store failed, rather than a disk.</summary>
    public static bool IsOfStore(Exception exception) => StoreErrorOf(exception) is not null;

    /// <summary>How the store failed; <see langword="null"/> where it was not the store.</summary>
    public static StoreErrorKind? KindOf(Exception exception) => StoreErrorOf(exception)?.Kind;

    /// <summary>The failure in one line, with what to do where that is known.</summary>
    public static string Describe(Exception exception)
    {
        var line = Line(exception);
        if (StoreErrorOf(exception) is { } error)
        {
            if (IsOtherRegion(error))
            {
                return $"The bucket is in another region: {Line(error)} Correct storage.s3.aws_region.";
            }

            if (error.Kind == StoreErrorKind.NoSuchBucket)
            {
                return $"The bucket does not exist: {Line(error)}";
            }
        }

        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is StoreException && !line.Contains(Line(cause), StringComparison.Ordinal))
            {
                line += $" ({Line(cause).TrimEnd('.')})";
            }
        }

        return exception is IOException { HResult: NoSpace or QuotaExceeded }
            ? $"{line.TrimEnd('.')}. Make room there, then go on."
            : line;
    }

    private static string Line(Exception exception) => exception.Message.Trim().Split('\n')[0].TrimEnd('\r');

    private static bool IsOtherRegion(StoreException? error) =>
        error?.Code is "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException";

    private static StoreException? StoreErrorOf(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is StoreException error)
            {
                return error;
            }
        }

        return null;
    }
}
