using VfsStorage.App.Hosting;

namespace VfsStorage.App.Files;

/// <summary>What the user reads when an everyday command cannot do something to a file: one line that starts with the name as written.</summary>
internal static class FileErrors
{
    /// <summary>Whether it is a failure of one file, after which the others can still be tried.</summary>
    public static bool IsAboutAFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or UsageException;

    /// <summary>The line.</summary>
    public static string Line(string shown, Exception exception) => exception switch
    {
        UsageException usage => string.Join(" ", usage.Mistakes),
        FileNotFoundException or DirectoryNotFoundException { InnerException: null } => $"{Printable.Of(shown)}: no such file or directory.",
        _ => $"{Printable.Of(shown)}: {ErrorLines.WithCauses(exception)}",
    };

    /// <summary>The exit code.</summary>
    public static ExitCode CodeOf(Exception exception) =>
        exception is FileNotFoundException or ArgumentException ? ExitCode.BadInput : ErrorLines.CodeOf(exception);
}
