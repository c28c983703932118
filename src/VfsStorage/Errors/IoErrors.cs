using VfsStorage.Objects;
using VfsStorage.Paths;

namespace VfsStorage.Errors;

/// <summary>
/// The one place where failures become the exceptions that .NET's own disk code throws: type, HResult and message as
/// <c>System.IO</c> on Linux gives them, always with the full path.
/// </summary>
internal static class IoErrors
{
    // IOException carries the errno as its HResult on Linux.
    private const int Again = 11;
    private const int Busy = 16;
    /// <summary>The HResult of <see cref="AlreadyExists(VirtualPath)"/>.</summary>
    public const int AlreadyThere = 17;

    private const int IsADirectory = 21;
    private const int InvalidArgumentErrno = 22;
    private const int NotEmpty = 39;

    /// <summary>The HResult of <see cref="LinkLoop"/>.</summary>
    public const int TooManyLinks = 40;

    public static FileNotFoundException FileNotFound(VirtualPath path, Exception? cause = null) =>
        new($"Could not find file '{path}'.", path.ToString(), cause);

    public static DirectoryNotFoundException DirectoryNotFound(VirtualPath path, Exception? cause = null) =>
        new($"Could not find a part of the path '{path}'.", cause);

    /// <summary>What a disk throws where permissions, or a directory in a file's place, forbid the call.</summary>
    public static UnauthorizedAccessException AccessDenied(VirtualPath path, string reason = "Permission denied", Exception? cause = null) =>
        new($"Access to the path '{path}' is denied.", new IOException(reason, cause));

    // A disk has no credentials, so no message to follow: this one says what to do something about.
    private static UnauthorizedAccessException Refused(VirtualPath path, string why, StoreException error) =>
        new($"Access to the path '{path}' is denied: {why}.", new IOException(error.Message, error));

    public static IOException AlreadyExists(VirtualPath path) => AlreadyExists(path.ToString());

    /// <summary>As the store said it, later than at the open.</summary>
    public static IOException AlreadyExists(VirtualPath path, StoreException error) => new($"The file '{path}' already exists.", error) { HResult = AlreadyThere };

    /// <summary>For the few members whose message has the path as the caller wrote it.</summary>
    public static IOException AlreadyExists(string written) => new($"The file '{written}' already exists.", AlreadyThere);

    public static IOException DirectoryNotEmpty(VirtualPath path) => new($"Directory not empty : '{path}'", NotEmpty);

    public static IOException DirectoryInTheWay(VirtualPath path) => new($"Is a directory : '{path}'", IsADirectory);

    public static IOException DeviceBusy(VirtualPath path) => new($"Device or resource busy : '{path}'", Busy);

    public static IOException InvalidMove() => new("Invalid argument", InvalidArgumentErrno);

    public static IOException InvalidArgument(VirtualPath path) => new($"Invalid argument : '{path}'", InvalidArgumentErrno);

    public static IOException LinkLoop(VirtualPath path) => new($"Too many levels of symbolic links : '{path}'", TooManyLinks);

    /// <summary>What .NET itself throws when it follows links to the last target.</summary>
    public static IOException LinkChainTooLong(string written) => new($"Too many levels of symbolic links in '{written}'.");

    /// <summary>As in the message of a link: the path as the caller wrote it.</summary>
    public static DirectoryNotFoundException DirectoryNotFound(string written, Exception cause) => new($"Could not find a part of the path '{written}'.", cause);

    public static IOException TargetIsDirectory(VirtualPath path) => new($"The target file '{path}' is a directory, not a file.");

    public static IOException CannotCreate(VirtualPath path) =>
        new($"Cannot create '{path}' because a file or directory with the same name already exists.");

    /// <summary>What a move of a directory throws where a file stands in a directory's place.</summary>
    public static IOException NotADirectory(VirtualPath path) => new(DirectoryNotFound(path).Message);

    public static IOException SameFile(VirtualPath source, VirtualPath destination) => new($"The source '{source}' and destination '{destination}' are the same file.");

    public static UnauthorizedAccessException NotAFile(VirtualPath path) => new($"The specified path '{path}' is not a file.");

    public static IOException SharingViolation(VirtualPath path) =>
        new($"The process cannot access the file '{path}' because it is being used by another process.", Again);

    /// <summary>With the name of that process.</summary>
    public static IOException SharingViolation(VirtualPath path, string process) =>
        new($"The process cannot access the file '{path}' because it is being used by another process: {process}.", Again);

    public static IOException LeaseLost(VirtualPath path) =>
        new($"The lease of '{path}' ran out and somebody else may have taken it; what was written since the last flush was not sent.", Again);

    public static PathTooLongException PathTooLong(VirtualPath path) =>
        new($"The path '{path}' is too long: its key would exceed 1,024 UTF-8 bytes.");

    /// <summary>An error that speaks of where a link led, told of the path that the caller gave; others stay as they are.</summary>
    public static Exception Retold(Exception error, VirtualPath from, VirtualPath path) => error switch
    {
        _ when !error.Message.Contains($"'{from}'", StringComparison.Ordinal) => error,
        FileNotFoundException => FileNotFound(path, error.InnerException),
        DirectoryNotFoundException => DirectoryNotFound(path, error.InnerException),
        UnauthorizedAccessException => new UnauthorizedAccessException(error.Message.Replace($"'{from}'", $"'{path}'", StringComparison.Ordinal), error.InnerException),
        { InnerException: null } when error.GetType() == typeof(IOException) => new IOException(error.Message.Replace($"'{from}'", $"'{path}'", StringComparison.Ordinal), error.HResult),
        _ => error,
    };

    /// <summary>What a store's failure on <paramref name="path"/> is to a caller; the kinds that inner layers handle never get here.</summary>
    public static Exception From(StoreException error, VirtualPath path) => error.Note.Length == 0 ? Plain(error, path) : Noted(Plain(error, path), error);

    private static Exception Noted(Exception plain, StoreException error) => plain switch
    {
        UnauthorizedAccessException => new UnauthorizedAccessException($"{plain.Message} {error.Note}", plain.InnerException),
        NotSupportedException => new NotSupportedException($"{plain.Message} {error.Note}", error),
        _ => new IOException($"{plain.Message} {error.Note}", error),
    };

    private static Exception Plain(StoreException error, VirtualPath path) => error.Kind switch
    {
        StoreErrorKind.NotFound => FileNotFound(path, error),
        StoreErrorKind.KeyTooLong => new PathTooLongException(PathTooLong(path).Message, error),
        StoreErrorKind.AccessDenied => AccessDenied(path, error.Message, error),
        StoreErrorKind.BadCredentials => Refused(path, "the credentials are not valid", error),
        StoreErrorKind.ExpiredCredentials => Refused(path, "the credentials have expired", error),
        StoreErrorKind.NoSuchBucket => new DirectoryNotFoundException($"Could not find a part of the path '{path}': {error.Message}", error),
        StoreErrorKind.NotSupported => new NotSupportedException($"The store cannot do this to '{path}': {error.Message}", error),
        StoreErrorKind.PreconditionFailed or StoreErrorKind.Conflict =>
            new IOException($"The file '{path}' was changed by someone else meanwhile.", error),
        _ => new IOException($"The store failed on '{path}': {error.Message}", error),
    };
}
