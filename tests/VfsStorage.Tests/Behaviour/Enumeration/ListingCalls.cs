using System.IO.Abstractions;

namespace VfsStorage.Tests.Behaviour.Enumeration;

/// <summary>All members that list a directory, by what they list and how deep; the pattern, where there is one, is <c>*</c>.</summary>
public static class ListingCalls
{
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

    public static readonly ListingCall[] Files =
    [
        new("GetFiles", (fs, path) => fs.Directory.GetFiles(path)),
        new("GetFiles(pattern)", (fs, path) => fs.Directory.GetFiles(path, "*")),
        new("GetFiles(pattern, option)", (fs, path) => fs.Directory.GetFiles(path, "*", SearchOption.TopDirectoryOnly)),
        new("EnumerateFiles", (fs, path) => fs.Directory.EnumerateFiles(path)),
        new("EnumerateFiles(pattern)", (fs, path) => fs.Directory.EnumerateFiles(path, "*")),
        new("EnumerateFiles(pattern, option)", (fs, path) => fs.Directory.EnumerateFiles(path, "*", SearchOption.TopDirectoryOnly)),
        Info("Info.GetFiles", directory => directory.GetFiles()),
        Info("Info.GetFiles(pattern)", directory => directory.GetFiles("*")),
        Info("Info.GetFiles(pattern, option)", directory => directory.GetFiles("*", SearchOption.TopDirectoryOnly)),
        Info("Info.EnumerateFiles", directory => directory.EnumerateFiles()),
        Info("Info.EnumerateFiles(pattern)", directory => directory.EnumerateFiles("*")),
        Info("Info.EnumerateFiles(pattern, option)", directory => directory.EnumerateFiles("*", SearchOption.TopDirectoryOnly)),
    ];

    public static readonly ListingCall[] Directories =
    [
        new("GetDirectories", (fs, path) => fs.Directory.GetDirectories(path)),
        new("GetDirectories(pattern)", (fs, path) => fs.Directory.GetDirectories(path, "*")),
        new("GetDirectories(pattern, option)", (fs, path) => fs.Directory.GetDirectories(path, "*", SearchOption.TopDirectoryOnly)),
        new("EnumerateDirectories", (fs, path) => fs.Directory.EnumerateDirectories(path)),
        new("EnumerateDirectories(pattern)", (fs, path) => fs.Directory.EnumerateDirectories(path, "*")),
        new("EnumerateDirectories(pattern, option)", (fs, path) => fs.Directory.EnumerateDirectories(path, "*", SearchOption.TopDirectoryOnly)),
        Info("Info.GetDirectories", directory => directory.GetDirectories()),
        Info("Info.GetDirectories(pattern)", directory => directory.GetDirectories("*")),
        Info("Info.GetDirectories(pattern, option)", directory => directory.GetDirectories("*", SearchOption.TopDirectoryOnly)),
        Info("Info.EnumerateDirectories", directory => directory.EnumerateDirectories()),
        Info("Info.EnumerateDirectories(pattern)", directory => directory.EnumerateDirectories("*")),
        Info("Info.EnumerateDirectories(pattern, option)", directory => directory.EnumerateDirectories("*", SearchOption.TopDirectoryOnly)),
    ];

    public static readonly ListingCall[] Entries =
    [
        new("GetFileSystemEntries", (fs, path) => fs.Directory.GetFileSystemEntries(path)),
        new("GetFileSystemEntries(pattern)", (fs, path) => fs.Directory.GetFileSystemEntries(path, "*")),
        new("GetFileSystemEntries(pattern, option)", (fs, path) => fs.Directory.GetFileSystemEntries(path, "*", SearchOption.TopDirectoryOnly)),
        new("EnumerateFileSystemEntries", (fs, path) => fs.Directory.EnumerateFileSystemEntries(path)),
        new("EnumerateFileSystemEntries(pattern)", (fs, path) => fs.Directory.EnumerateFileSystemEntries(path, "*")),
        new("EnumerateFileSystemEntries(pattern, option)",
            (fs, path) => fs.Directory.EnumerateFileSystemEntries(path, "*", SearchOption.TopDirectoryOnly)),
        Info("Info.GetFileSystemInfos", directory => directory.GetFileSystemInfos()),
        Info("Info.GetFileSystemInfos(pattern)", directory => directory.GetFileSystemInfos("*")),
        Info("Info.GetFileSystemInfos(pattern, option)", directory => directory.GetFileSystemInfos("*", SearchOption.TopDirectoryOnly)),
        Info("Info.EnumerateFileSystemInfos", directory => directory.EnumerateFileSystemInfos()),
        Info("Info.EnumerateFileSystemInfos(pattern)", directory => directory.EnumerateFileSystemInfos("*")),
        Info("Info.EnumerateFileSystemInfos(pattern, option)",
            directory => directory.EnumerateFileSystemInfos("*", SearchOption.TopDirectoryOnly)),
    ];

    public static readonly ListingCall[] FilesBelow =
    [
        new("GetFiles(all)", (fs, path) => fs.Directory.GetFiles(path, "*", SearchOption.AllDirectories)),
        new("GetFiles(options)", (fs, path) => fs.Directory.GetFiles(path, "*", Everything)),
        new("EnumerateFiles(all)", (fs, path) => fs.Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)),
        new("EnumerateFiles(options)", (fs, path) => fs.Directory.EnumerateFiles(path, "*", Everything)),
        Info("Info.GetFiles(all)", directory => directory.GetFiles("*", SearchOption.AllDirectories)),
        Info("Info.GetFiles(options)", directory => directory.GetFiles("*", Everything)),
        Info("Info.EnumerateFiles(all)", directory => directory.EnumerateFiles("*", SearchOption.AllDirectories)),
        Info("Info.EnumerateFiles(options)", directory => directory.EnumerateFiles("*", Everything)),
    ];

    public static readonly ListingCall[] DirectoriesBelow =
    [
        new("GetDirectories(all)", (fs, path) => fs.Directory.GetDirectories(path, "*", SearchOption.AllDirectories)),
        new("GetDirectories(options)", (fs, path) => fs.Directory.GetDirectories(path, "*", Everything)),
        new("EnumerateDirectories(all)", (fs, path) => fs.Directory.EnumerateDirectories(path, "*", SearchOption.AllDirectories)),
        new("EnumerateDirectories(options)", (fs, path) => fs.Directory.EnumerateDirectories(path, "*", Everything)),
        Info("Info.GetDirectories(all)", directory => directory.GetDirectories("*", SearchOption.AllDirectories)),
        Info("Info.GetDirectories(options)", directory => directory.GetDirectories("*", Everything)),
        Info("Info.EnumerateDirectories(all)", directory => directory.EnumerateDirectories("*", SearchOption.AllDirectories)),
        Info("Info.EnumerateDirectories(options)", directory => directory.EnumerateDirectories("*", Everything)),
    ];

    public static readonly ListingCall[] EntriesBelow =
    [
        new("GetFileSystemEntries(all)", (fs, path) => fs.Directory.GetFileSystemEntries(path, "*", SearchOption.AllDirectories)),
        new("GetFileSystemEntries(options)", (fs, path) => fs.Directory.GetFileSystemEntries(path, "*", Everything)),
        new("EnumerateFileSystemEntries(all)", (fs, path) => fs.Directory.EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories)),
        new("EnumerateFileSystemEntries(options)", (fs, path) => fs.Directory.EnumerateFileSystemEntries(path, "*", Everything)),
        Info("Info.GetFileSystemInfos(all)", directory => directory.GetFileSystemInfos("*", SearchOption.AllDirectories)),
        Info("Info.GetFileSystemInfos(options)", directory => directory.GetFileSystemInfos("*", Everything)),
        Info("Info.EnumerateFileSystemInfos(all)", directory => directory.EnumerateFileSystemInfos("*", SearchOption.AllDirectories)),
        Info("Info.EnumerateFileSystemInfos(options)", directory => directory.EnumerateFileSystemInfos("*", Everything)),
    ];

    public static IEnumerable<ListingCall> All =>
        [.. Files, .. Directories, .. Entries, .. FilesBelow, .. DirectoriesBelow, .. EntriesBelow];

    private static ListingCall Info(string name, Func<IDirectoryInfo, IEnumerable<IFileSystemInfo>> list) =>
        new(name, (fs, path) => list(fs.DirectoryInfo.New(path)).Select(info => info.FullName));
}
