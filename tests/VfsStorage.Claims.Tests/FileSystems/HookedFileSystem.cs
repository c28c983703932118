using System.IO.Abstractions;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace VfsStorage.Claims.Tests.FileSystems;

/// <summary>Wraps a file system so that a test can do something just before a call: what somebody else does meanwhile.</summary>
public static class HookedFileSystem
{
    /// <param name="inner">What does the work.</param>
    /// <param name="before">Told every call as <c>IFile.Move</c>, with its arguments.</param>
    public static IFileSystem Wrap(IFileSystem inner, Action<string, object?[]> before) => Proxy.Create(inner, inner, before);

    /// <summary>Forwards every member of one interface.</summary>
    public class Proxy : DispatchProxy
    {
        private IFileSystem _fileSystem = null!;
        private object _inner = null!;
        private Action<string, object?[]> _before = null!;

        public static T Create<T>(T inner, IFileSystem fileSystem, Action<string, object?[]> before)
            where T : class
        {
            var wrapped = Create<T, Proxy>();
            var proxy = (Proxy)(object)wrapped;
            (proxy._inner, proxy._fileSystem, proxy._before) = (inner, fileSystem, before);
            return wrapped;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            switch (targetMethod!.Name)
            {
                case "get_File":
                    return Create(_fileSystem.File, _fileSystem, _before);
                case "get_Directory":
                    return Create(_fileSystem.Directory, _fileSystem, _before);
                case "get_FileInfo":
                    return Create(_fileSystem.FileInfo, _fileSystem, _before);
                case "get_FileStream":
                    return Create(_fileSystem.FileStream, _fileSystem, _before);
            }

            if (_inner is not IFileSystem)
                _before($"{targetMethod.DeclaringType!.Name}.{targetMethod.Name}", args ?? []);
            try
            {
                return targetMethod.Invoke(_inner, args);
            }
            catch (TargetInvocationException exception)
            {
                ExceptionDispatchInfo.Throw(exception.InnerException!);
                throw;
            }
        }
    }
}
