using NUnit.Framework.Constraints;

namespace VfsStorage.Tests.Behaviour;

/// <summary>The failures of System.IO on Linux, as constraints: exception type, HResult, and the path it must name.</summary>
public static class Fails
{
    public const int AlreadyExistsCode = 17;
    public const int IsADirectoryCode = 21;
    public const int InvalidCode = 22;
    public const int NotEmptyCode = 39;
    public const int LoopCode = 40;
    public const int SharingCode = 11;
    public const int BusyCode = 16;

    /// <summary>COR_E_IO: a failure that the runtime found itself, without asking the kernel.</summary>
    public const int GeneralCode = unchecked((int)0x80131620);

    public static IResolveConstraint FileNotFound(string path) =>
        Throws.TypeOf<FileNotFoundException>()
            .With.Property(nameof(Exception.HResult)).EqualTo(unchecked((int)0x80070002))
            .And.Property(nameof(FileNotFoundException.FileName)).EqualTo(path)
            .And.Message.Contains($"'{path}'");

    /// <summary>A missing file that the disk's exception does not always name.</summary>
    public static IResolveConstraint FileNotFound() =>
        Throws.TypeOf<FileNotFoundException>().With.Property(nameof(Exception.HResult)).EqualTo(unchecked((int)0x80070002));

    public static IResolveConstraint DirectoryNotFound(string path) =>
        Throws.TypeOf<DirectoryNotFoundException>()
            .With.Property(nameof(Exception.HResult)).EqualTo(unchecked((int)0x80070003))
            .And.Message.Contains($"'{path}'");

    /// <summary>A missing directory that the disk's exception does not always name.</summary>
    public static IResolveConstraint DirectoryNotFound() =>
        Throws.TypeOf<DirectoryNotFoundException>().With.Property(nameof(Exception.HResult)).EqualTo(unchecked((int)0x80070003));

    public static IResolveConstraint AccessDenied(string path) =>
        Throws.TypeOf<UnauthorizedAccessException>()
            .With.Property(nameof(Exception.HResult)).EqualTo(unchecked((int)0x80070005))
            .And.Message.Contains($"'{path}'");

    public static IResolveConstraint PathTooLong() =>
        Throws.TypeOf<PathTooLongException>()
            .With.Property(nameof(Exception.HResult)).EqualTo(unchecked((int)0x800700CE));

    /// <summary>An <see cref="IOException"/> proper, that carries the error number of the kernel.</summary>
    public static IResolveConstraint WithCode(int code, string path) =>
        Throws.TypeOf<IOException>()
            .With.Property(nameof(Exception.HResult)).EqualTo(code)
            .And.Message.Contains($"'{path}'");

    /// <summary>An <see cref="IOException"/> proper, whose message need not name a path.</summary>
    public static IResolveConstraint WithCode(int code) =>
        Throws.TypeOf<IOException>().With.Property(nameof(Exception.HResult)).EqualTo(code);

    public static IResolveConstraint AlreadyExists(string path) => WithCode(AlreadyExistsCode, path);

    public static IResolveConstraint NotEmpty(string path) => WithCode(NotEmptyCode, path);

    public static IResolveConstraint InUse(string path) => WithCode(SharingCode, path);

    public static IResolveConstraint Argument(string? parameter) =>
        Throws.TypeOf<ArgumentException>()
            .With.Property(nameof(Exception.HResult)).EqualTo(unchecked((int)0x80070057))
            .And.Property(nameof(ArgumentException.ParamName)).EqualTo(parameter);

    public static IResolveConstraint ArgumentNull(string parameter) =>
        Throws.TypeOf<ArgumentNullException>()
            .With.Property(nameof(Exception.HResult)).EqualTo(unchecked((int)0x80004003))
            .And.Property(nameof(ArgumentException.ParamName)).EqualTo(parameter);

    public static IResolveConstraint ArgumentOutOfRange(string parameter) =>
        Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Property(nameof(Exception.HResult)).EqualTo(unchecked((int)0x80131502))
            .And.Property(nameof(ArgumentException.ParamName)).EqualTo(parameter);
}
