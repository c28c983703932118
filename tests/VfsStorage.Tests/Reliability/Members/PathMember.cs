using System.IO.Abstractions;

namespace VfsStorage.Tests.Reliability.Members;

/// <summary>A member that takes a path, or that belongs to something made of a path.</summary>
internal sealed class PathMember
{
    private readonly Member _member;
    private readonly Func<S3FileSystem, string, object?> _target;

    private readonly bool _isOfPath;

    private PathMember(Member member, Func<S3FileSystem, string, object?> target, bool isOfPath = false) =>
        (_member, _target, _isOfPath) = (member, target, isOfPath);

    /// <summary>All there are, so that a new one is among them by itself.</summary>
    public static IEnumerable<PathMember> All()
    {
        foreach (var face in typeof(IFileSystem).GetProperties())
        {
            foreach (var member in Member.Of(face.PropertyType).Where(member => member.TakesText))
                yield return new PathMember(member, (files, _) => face.GetValue(files));
        }

        foreach (var member in Member.Of(typeof(AsyncFileExtensions)).Concat(Member.Of(typeof(AsyncDirectoryExtensions))))
            yield return new PathMember(member, (_, _) => null);
        foreach (var member in Member.Of(typeof(IFileInfo)))
            yield return new PathMember(member, (files, path) => files.FileInfo.New(path), isOfPath: true);
        foreach (var member in Member.Of(typeof(IDirectoryInfo)))
            yield return new PathMember(member, (files, path) => files.DirectoryInfo.New(path), isOfPath: true);
        foreach (var member in Member.Of(typeof(IDriveInfo)))
            yield return new PathMember(member, (files, path) => files.DriveInfo.New(path), isOfPath: true);
        foreach (var member in Member.Of(typeof(IFileSystemWatcher)).Where(member => member.TakesText || member.Method.Name == "set_" + nameof(IFileSystemWatcher.EnableRaisingEvents)))
            yield return new PathMember(member, (files, path) => files.FileSystemWatcher.New(path), isOfPath: true);
    }

    /// <summary>Calls it with a path, and others where it takes several texts.</summary>
    public void Run(S3FileSystem files, string path, Func<string> other)
    {
        var target = _target(files, path);
        var own = _isOfPath ? null : path;
        try
        {
            _member.Run(target, new Arguments(files, _ => Interlocked.Exchange(ref own, null) ?? other(), [1, 2, 3]).Of);
        }
        finally
        {
            (target as IDisposable)?.Dispose();
        }
    }

    public override string ToString() => _member.ToString();
}
