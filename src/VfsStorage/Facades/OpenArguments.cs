using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using VfsStorage.Streams;

namespace VfsStorage.Facades;

/// <summary>Checks what a file is to be opened with, in the order and with the messages of <see cref="FileStream"/>'s constructors.</summary>
internal static class OpenArguments
{
    /// <summary>The buffer size .NET uses where none is given.</summary>
    public const int DefaultBufferSize = 4096;

    private const FileOptions NoBuffering = (FileOptions)0x20000000;

    private const FileOptions AllOptions =
        FileOptions.WriteThrough | FileOptions.Asynchronous | FileOptions.RandomAccess | FileOptions.DeleteOnClose
        | FileOptions.SequentialScan | FileOptions.Encrypted | NoBuffering;

    /// <summary>The access of the overloads that take none.</summary>
    public static FileAccess DefaultAccess(FileMode mode) => mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite;

    /// <summary>The options of a flag.</summary>
    public static FileOptions Options(bool useAsync) => useAsync ? FileOptions.Asynchronous : FileOptions.None;

    /// <summary>The request, if everything is valid. The buffer size is checked and then left: the stream buffers whole parts.</summary>
    public static OpenRequest Request(
        FileMode mode, FileAccess access, FileShare share, int bufferSize = DefaultBufferSize, FileOptions options = FileOptions.None)
    {
        RequireInRange(mode is >= FileMode.CreateNew and <= FileMode.Append, nameof(mode));
        RequireInRange(access is >= FileAccess.Read and <= FileAccess.ReadWrite, nameof(access));
        RequireInRange((share & ~FileShare.Inheritable) is >= FileShare.None and <= (FileShare.ReadWrite | FileShare.Delete), nameof(share));
        RequireInRange((options & ~AllOptions) == 0, nameof(options));
        if (bufferSize < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(bufferSize), "Non-negative number required.");
        }

        RequireWritable(mode, access);
        RequireAppendOnly(mode, access);
        return new OpenRequest(mode, access, share) { Options = options };
    }

    /// <inheritdoc cref="Request(FileMode, FileAccess, FileShare, int, FileOptions)"/>
    public static OpenRequest Request([NotNull] FileStreamOptions? options)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequireAppendOnly(options.Mode, options.Access, nameof(options));
        RequireWritable(options.Mode, options.Access, nameof(options));
        RequirePreallocatable(options);
        if (options.UnixCreateMode is not null && options.Mode is FileMode.Open or FileMode.Truncate)
        {
            throw new ArgumentException("UnixCreateMode can be requested only for modes that can create new files.", nameof(options));
        }

        return new OpenRequest(options.Mode, options.Access, options.Share)
        {
            Options = options.Options,
            CreateMode = options.UnixCreateMode,
            PreallocationSize = options.PreallocationSize,
        };
    }

    private static void RequireInRange(bool isInRange, string name)
    {
        if (!isInRange)
        {
            throw new ArgumentOutOfRangeException(name, "Enum value was out of legal range.");
        }
    }

    private static void RequireWritable(FileMode mode, FileAccess access, [CallerArgumentExpression(nameof(access))] string? name = null)
    {
        if (mode is not (FileMode.Open or FileMode.OpenOrCreate) && !access.HasFlag(FileAccess.Write))
        {
            throw new ArgumentException($"Combining FileMode: {mode} with FileAccess: {access} is invalid.", name);
        }
    }

    private static void RequireAppendOnly(FileMode mode, FileAccess access, [CallerArgumentExpression(nameof(access))] string? name = null)
    {
        if (mode == FileMode.Append && access.HasFlag(FileAccess.Read))
        {
            throw new ArgumentException("Append access can be requested only in write-only mode.", name);
        }
    }

    private static void RequirePreallocatable(FileStreamOptions options)
    {
        if (options.PreallocationSize > 0 && !options.Access.HasFlag(FileAccess.Write))
        {
            throw Arguments.Invalid("Preallocation size can be requested only in write mode.", "access");
        }

        if (options.PreallocationSize > 0 && options.Mode is not (FileMode.Create or FileMode.CreateNew))
        {
            throw Arguments.Invalid("Preallocation size can be requested only for new files.", "mode");
        }
    }
}
