using VfsStorage.Tests.Behaviour;
using VfsStorage.Tests.Behaviour.Enumeration;
using VfsStorage.Tests.Behaviour.Files;
using VfsStorage.Tests.Behaviour.Metadata;

namespace VfsStorage.Tests.Differential;

/// <summary>The rows of the path matrix.</summary>
internal static class PathProbes
{
    private static readonly DateTime Some = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    /// <summary>All content members; there are many, and few ways below them.</summary>
    public static IEnumerable<PathProbe> AllContent => ContentCalls.All.Select(PathProbe.Of);

    /// <summary>One content member for each way of opening a file.</summary>
    public static IEnumerable<PathProbe> SomeContent =>
    [
        new("ReadAllText", (side, path) => side.FileSystem.File.ReadAllText(path)),
        new("ReadLines", (side, path) => string.Join('|', side.FileSystem.File.ReadLines(path))),
        PathProbe.Of(PathCall.Open("Open(Open)", (fs, path) => fs.File.Open(path, FileMode.Open))),
        PathProbe.Of(PathCall.Open("Open(Open, Read)", (fs, path) => fs.File.Open(path, FileMode.Open, FileAccess.Read))),
        PathProbe.Of(PathCall.Open("Open(CreateNew)", (fs, path) => fs.File.Open(path, FileMode.CreateNew))),
        PathProbe.Of(PathCall.Open("Open(Truncate)", (fs, path) => fs.File.Open(path, FileMode.Truncate))),
        PathProbe.Of(PathCall.Open("Open(Append)", (fs, path) => fs.File.Open(path, FileMode.Append))),
        PathProbe.Of(PathCall.Open("OpenWrite", (fs, path) => fs.File.OpenWrite(path))),
        PathProbe.Of(PathCall.Open("Create", (fs, path) => fs.File.Create(path))),
        PathProbe.Of(PathCall.Open("DeleteOnClose", (fs, path) => fs.File.Create(path, 1, FileOptions.DeleteOnClose))),
        PathProbe.Of(new("WriteAllBytes", (fs, path) => fs.File.WriteAllBytes(path, "new"u8))),
        PathProbe.Of(PathCall.Async("WriteAllTextAsync", (fs, path) => fs.File.WriteAllTextAsync(path, "new"))),
        PathProbe.Of(new("AppendAllText", (fs, path) => fs.File.AppendAllText(path, "more"))),
    ];

    public static IEnumerable<PathProbe> Listings =>
        ListingCalls.All
            .Where(call => call.Name is "GetFiles" or "EnumerateFileSystemEntries" or "GetDirectories(options)" or "Info.GetFileSystemInfos")
            .Select(call => new PathProbe(call.Name, (side, path) =>
                string.Join(" | ", call.Run(side.FileSystem, path).Order(StringComparer.Ordinal))));

    public static IEnumerable<PathProbe> AllTimes => TimeAccess.All.SelectMany(Times);

    public static IEnumerable<PathProbe> SomeTimes =>
        TimeAccess.All.Where(access => access.Name is "File.LastWriteTimeUtc" or "Info.LastAccessTimeUtc").SelectMany(Times);

    public static IEnumerable<PathProbe> Names =>
    [
        new("File.Exists", (side, path) => $"{side.FileSystem.File.Exists(path)}"),
        new("Directory.Exists", (side, path) => $"{side.FileSystem.Directory.Exists(path)}"),
        new("Path.Exists", (side, path) => $"{side.FileSystem.Path.Exists(path)}"),
        new("GetAttributes", (side, path) => $"{side.FileSystem.File.GetAttributes(path)}"),
        PathProbe.Of(new("SetAttributes", (fs, path) => fs.File.SetAttributes(path, FileAttributes.Normal))),
        new("GetUnixFileMode", (side, path) => $"{side.FileSystem.File.GetUnixFileMode(path)}"),
        PathProbe.Of(new("SetUnixFileMode", (fs, path) => fs.File.SetUnixFileMode(path, (UnixFileMode)0b111_101_000))),
        PathProbe.Of(new("File.Delete", (fs, path) => fs.File.Delete(path))),
        PathProbe.Of(new("Directory.Delete", (fs, path) => fs.Directory.Delete(path))),
        PathProbe.Of(new("Directory.Delete(recursive)", (fs, path) => fs.Directory.Delete(path, recursive: true))),
        new("CreateDirectory", (side, path) => side.FileSystem.Directory.CreateDirectory(path).FullName),
        new("GetParent", (side, path) => side.FileSystem.Directory.GetParent(path)?.FullName ?? "null"),
        new("File.CreateSymbolicLink", (side, path) => side.FileSystem.File.CreateSymbolicLink(path, "file").FullName),
        new("Directory.CreateSymbolicLink", (side, path) => side.FileSystem.Directory.CreateSymbolicLink(path, "dir").FullName),
        new("File.ResolveLinkTarget", (side, path) => side.FileSystem.File.ResolveLinkTarget(path, false)?.FullName ?? "null"),
        new("File.ResolveLinkTarget(final)", (side, path) => side.FileSystem.File.ResolveLinkTarget(path, true)?.FullName ?? "null"),
        new("Directory.ResolveLinkTarget(final)", (side, path) => side.FileSystem.Directory.ResolveLinkTarget(path, true)?.FullName ?? "null"),
        new("FileInfo", (side, path) =>
        {
            var info = side.FileSystem.FileInfo.New(path);
            return $"{info} {info.Name} {info.FullName} {info.Extension} {info.DirectoryName} {info.Exists} {info.Attributes} {info.IsReadOnly} {info.LinkTarget}";
        }),
        new("FileInfo.Length", (side, path) =>
        {
            var info = side.FileSystem.FileInfo.New(path);
            return info.LinkTarget is null ? $"{info.Length}" : "link";
        }),
        new("DirectoryInfo", (side, path) =>
        {
            var info = side.FileSystem.DirectoryInfo.New(path);
            return $"{info} {info.Name} {info.FullName} {info.Extension} {info.Parent?.FullName} {info.Root.FullName} {info.Exists} {info.Attributes} {info.LinkTarget}";
        }),
        PathProbe.Of(new("FileInfo.Delete", (fs, path) => fs.FileInfo.New(path).Delete())),
        PathProbe.Of(new("DirectoryInfo.Delete", (fs, path) => fs.DirectoryInfo.New(path).Delete())),
        PathProbe.Of(new("DirectoryInfo.Create", (fs, path) => fs.DirectoryInfo.New(path).Create())),
        new("CreateSubdirectory of root", (side, path) =>
            side.FileSystem.DirectoryInfo.New(side.Root).CreateSubdirectory(path[(side.Root.Length + 1)..]).FullName),
    ];

    /// <summary>Members that take two paths; the second is given apart.</summary>
    public static IEnumerable<PathProbe> ToTarget(string target) =>
    [
        new("File.Copy", (side, path) => Done(() => side.FileSystem.File.Copy(path, side.PathOf(target)))),
        new("File.Copy(overwrite)", (side, path) => Done(() => side.FileSystem.File.Copy(path, side.PathOf(target), overwrite: true))),
        new("File.Move", (side, path) => Done(() => side.FileSystem.File.Move(path, side.PathOf(target)))),
        new("File.Move(overwrite)", (side, path) => Done(() => side.FileSystem.File.Move(path, side.PathOf(target), overwrite: true))),
        new("File.Replace", (side, path) => Done(() => side.FileSystem.File.Replace(path, side.PathOf(target), null))),
        new("File.Replace(backup)", (side, path) => Done(() => side.FileSystem.File.Replace(path, side.PathOf(target), side.PathOf("backup")))),
        new("Directory.Move", (side, path) => Done(() => side.FileSystem.Directory.Move(path, side.PathOf(target)))),
        new("DirectoryInfo.MoveTo", (side, path) => Done(() => side.FileSystem.DirectoryInfo.New(path).MoveTo(side.PathOf(target)))),
    ];

    private static PathProbe[] Times(TimeAccess access) =>
    [
        new($"get {access}", (side, path) => TreeSnapshot.ShownTime(access.Get(side.FileSystem, path))),
        new($"set {access}", (side, path) =>
        {
            // Directory's setters call what a link with a separator behind it does not lead to a directory, File's a file.
            if (access.Name.StartsWith("Directory.", StringComparison.Ordinal) && path.EndsWith("dangling/", StringComparison.Ordinal))
                return "not compared";
            access.Set(side.FileSystem, path, Some);
            // A disk mounted with relatime counts the look at a link as an access.
            return access.Name.Contains("Access", StringComparison.Ordinal) ? "done" : TreeSnapshot.ShownTime(access.Get(side.FileSystem, path));
        }),
    ];

    private static string Done(Action act)
    {
        act();
        return "done";
    }
}
