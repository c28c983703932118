using System.IO.Abstractions;
using System.Reflection;
using System.Text;

namespace VfsStorage.Tests.Reliability.Members;

/// <summary>Valid arguments for members found by reflection, except for texts, which the test has its own ideas of.</summary>
/// <param name="files">Whose faces static members extend.</param>
/// <param name="text">A text for a parameter.</param>
/// <param name="content">What is written.</param>
internal sealed class Arguments(IFileSystem files, Func<ParameterInfo, string> text, byte[] content)
{
    public object? Of(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(string)) return text(parameter);
        if (type == typeof(string[]) || type == typeof(ReadOnlySpan<string>)) return new[] { text(parameter), text(parameter) };
        if (type == typeof(IFile)) return files.File;
        if (type == typeof(IDirectory)) return files.Directory;
        if (type == typeof(ReadOnlySpan<char>)) return text(parameter).ToCharArray();
        if (type == typeof(ReadOnlyMemory<char>)) return text(parameter).AsMemory();
        if (type == typeof(Span<char>)) return new char[2_000];
        if (type == typeof(byte[]) || type == typeof(ReadOnlySpan<byte>) || type == typeof(Span<byte>)) return content.ToArray();
        if (type == typeof(ReadOnlyMemory<byte>)) return new ReadOnlyMemory<byte>(content);
        if (type == typeof(Memory<byte>)) return new Memory<byte>(content.ToArray());
        if (type == typeof(IEnumerable<string>)) return new[] { "one", "two" };
        if (type == typeof(Encoding)) return Encoding.UTF8;
        if (type == typeof(Stream)) return new MemoryStream();
        if (type == typeof(EnumerationOptions)) return new EnumerationOptions { RecurseSubdirectories = true };
        if (type == typeof(FileStreamOptions)) return new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
        if (type == typeof(FileMode)) return FileMode.OpenOrCreate;
        if (type == typeof(FileAccess)) return FileAccess.ReadWrite;
        if (type == typeof(FileShare)) return FileShare.ReadWrite | FileShare.Delete;
        if (type == typeof(FileAttributes)) return FileAttributes.Normal;
        if (type == typeof(UnixFileMode)) return UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (type == typeof(SearchOption)) return SearchOption.AllDirectories;
        if (type == typeof(WatcherChangeTypes)) return WatcherChangeTypes.All;
        if (type == typeof(DateTime)) return DateTime.UtcNow;
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return parameter.Name is "offset" or "maxDepth" ? 0 : 1;
        if (type == typeof(TimeSpan)) return TimeSpan.FromMilliseconds(1);
        return type is { IsValueType: true, IsByRefLike: false } && !type.IsByRef ? Activator.CreateInstance(type) : null;
    }
}
