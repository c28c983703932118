using System.IO.Abstractions;
using System.Reflection;

namespace VfsStorage.Claims.Tests.FileSystems;

/// <summary>Wraps a file system so that the process dies at a chosen change.</summary>
public static class CrashingFileSystem
{
    public static IFileSystem Wrap(IFileSystem inner, CrashPoint crash) => Proxy.Create(inner, inner, crash);

    /// <summary>Forwards every member of one interface.</summary>
    public class Proxy : DispatchProxy
    {
        private static readonly string[] _changes = ["Write", "Append", "Move", "Copy", "Delete", "Create", "Replace", "Set"];

        private IFileSystem _fileSystem = null!;
        private object _inner = null!;
        private CrashPoint _crash = null!;

        public static T Create<T>(T inner, IFileSystem fileSystem, CrashPoint crash)
            where T : class
        {
            var wrapped = Create<T, Proxy>();
            var proxy = (Proxy)(object)wrapped;
            proxy._inner = inner;
            proxy._fileSystem = fileSystem;
            proxy._crash = crash;
            return wrapped;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (_inner is not IFileSystem)
                lock (_crash.Calls)
                    _crash.Calls.Add($"{targetMethod!.DeclaringType!.Name}.{targetMethod.Name}");
            object? Call() => Unwrap(() => targetMethod!.Invoke(_inner, args));
            return targetMethod!.Name switch
            {
                "get_File" => Create(_fileSystem.File, _fileSystem, _crash),
                "get_Directory" => Create(_fileSystem.Directory, _fileSystem, _crash),
                "get_FileInfo" => Create(_fileSystem.FileInfo, _fileSystem, _crash),
                "get_FileStream" => Create(_fileSystem.FileStream, _fileSystem, _crash),
                "get_Path" => _fileSystem.Path,
                "New" when _inner is IFileStreamFactory && _crash.PublishesOnClose =>
                    Access(() => Publishing((string)args![0]!, () => (Stream)Call()!)),
                "New" when _inner is IFileStreamFactory => _crash.Change(() => new CrashingStream((FileSystemStream)Call()!, _crash)),
                var name when _changes.Any(name.StartsWith) => _crash.Change(Call, () => CallHalf(targetMethod, args!)),
                _ => Access(Call),
            };
        }

        /// <summary>The file is made when the stream is closed; that its folder is missing is told at once, as by the store itself.</summary>
        private PublishingStream Publishing(string path, Func<Stream> open) =>
            _fileSystem.Directory.Exists(_fileSystem.Path.GetDirectoryName(path))
                ? new PublishingStream(path, open, _crash)
                : throw new DirectoryNotFoundException($"Could not find a part of the path '{path}'.");

        private object? Access(Func<object?> call)
        {
            _crash.Access();
            return call();
        }

        /// <summary>What is left of a change when the process dies in it.</summary>
        private void CallHalf(MethodInfo method, object?[] args)
        {
            switch (method.Name)
            {
                case "Move":
                    // As between a copy and a delete; a rename on a disk never stops here.
                    _fileSystem.File.Copy((string)args[0]!, (string)args[1]!, overwrite: args.Length > 2 && args[2] is true);
                    break;
                case "AppendAllTextAsync":
                    var text = (string)args[1]!;
                    _fileSystem.File.AppendAllText((string)args[0]!, text[..(text.Length / 2)]);
                    break;
            }
        }

        private static object? Unwrap(Func<object?> call)
        {
            try
            {
                return call();
            }
            catch (TargetInvocationException exception)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerException!);
                throw;
            }
        }
    }
}
