using Microsoft.Extensions.Options;
using VfsStorage.Claims;

namespace VfsStorage.App.Hosting;

/// <summary>The one place where an exception becomes what the user reads, a line for each mistake, and the exit code.</summary>
internal static class ErrorLines
{
    /// <summary>What to print for <paramref name="exception"/>.</summary>
    public static IReadOnlyList<string> Of(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        UsageException usage => usage.Mistakes,
        ClaimsException or IOException or UnauthorizedAccessException or NotSupportedException => [WithCauses(exception)],
        _ => [$"Unexpected error, {exception.GetType().Name}: {exception.Message} Run again with --diagnostic for the details."],
    };

    /// <summary>The exit code for <paramref name="exception"/>.</summary>
    public static ExitCode CodeOf(Exception exception) => exception switch
    {
        OptionsValidationException or UsageException => ExitCode.BadInput,
        // A folder, a bucket or a permission that is missing stays missing until somebody changes something.
        DirectoryNotFoundException or UnauthorizedAccessException => ExitCode.BadInput,
        ClaimsException { InnerException: { } cause } => CodeOf(cause),
        AreasHeldException => ExitCode.Failed,
        ClaimsException => ExitCode.BadInput,
        _ => ExitCode.Failed,
    };

    /// <summary>The first line of the message, and what those of its causes add to it.</summary>
    public static string WithCauses(Exception exception)
    {
        var line = FirstLine(exception);
        for (var cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            // Some causes say nothing but their type.
            if (!line.Contains(FirstLine(cause), StringComparison.Ordinal) && !cause.Message.StartsWith("Exception of type '", StringComparison.Ordinal))
                line += $" ({FirstLine(cause).TrimEnd('.')})";
        }

        return line;
    }

    private static string FirstLine(Exception exception) => exception.Message.Trim().Split('\n')[0].TrimEnd('\r', ' ', ':');
}
