using System.IO.Abstractions;
using VfsStorage.Facades.Enumeration;
using static VfsStorage.Facades.Enumeration.SearchOptions;

namespace VfsStorage.Facades.Infos;

internal sealed partial class S3DirectoryInfo
{
    public IEnumerable<IFileInfo> EnumerateFiles() => EnumerateFiles(Everything);

    public IEnumerable<IFileInfo> EnumerateFiles(string searchPattern) => EnumerateFiles(searchPattern, TopDirectory);

    public IEnumerable<IFileInfo> EnumerateFiles(string searchPattern, SearchOption searchOption) => EnumerateFiles(searchPattern, Of(searchOption));

    public IEnumerable<IFileInfo> EnumerateFiles(string searchPattern, EnumerationOptions enumerationOptions) =>
        List(searchPattern, enumerationOptions, Targets.Files).Enumerate(FileInfo);

    public IFileInfo[] GetFiles() => GetFiles(Everything);

    public IFileInfo[] GetFiles(string searchPattern) => GetFiles(searchPattern, TopDirectory);

    public IFileInfo[] GetFiles(string searchPattern, SearchOption searchOption) => GetFiles(searchPattern, Of(searchOption));

    public IFileInfo[] GetFiles(string searchPattern, EnumerationOptions enumerationOptions) =>
        List(searchPattern, enumerationOptions, Targets.Files).ToArray(FileInfo);

    public IEnumerable<IDirectoryInfo> EnumerateDirectories() => EnumerateDirectories(Everything);

    public IEnumerable<IDirectoryInfo> EnumerateDirectories(string searchPattern) => EnumerateDirectories(searchPattern, TopDirectory);

    public IEnumerable<IDirectoryInfo> EnumerateDirectories(string searchPattern, SearchOption searchOption) =>
        EnumerateDirectories(searchPattern, Of(searchOption));

    public IEnumerable<IDirectoryInfo> EnumerateDirectories(string searchPattern, EnumerationOptions enumerationOptions) =>
        List(searchPattern, enumerationOptions, Targets.Directories).Enumerate(DirectoryInfo);

    public IDirectoryInfo[] GetDirectories() => GetDirectories(Everything);

    public IDirectoryInfo[] GetDirectories(string searchPattern) => GetDirectories(searchPattern, TopDirectory);

    public IDirectoryInfo[] GetDirectories(string searchPattern, SearchOption searchOption) => GetDirectories(searchPattern, Of(searchOption));

    public IDirectoryInfo[] GetDirectories(string searchPattern, EnumerationOptions enumerationOptions) =>
        List(searchPattern, enumerationOptions, Targets.Directories).ToArray(DirectoryInfo);

    public IEnumerable<IFileSystemInfo> EnumerateFileSystemInfos() => EnumerateFileSystemInfos(Everything);

    public IEnumerable<IFileSystemInfo> EnumerateFileSystemInfos(string searchPattern) => EnumerateFileSystemInfos(searchPattern, TopDirectory);

    public IEnumerable<IFileSystemInfo> EnumerateFileSystemInfos(string searchPattern, SearchOption searchOption) =>
        EnumerateFileSystemInfos(searchPattern, Of(searchOption));

    public IEnumerable<IFileSystemInfo> EnumerateFileSystemInfos(string searchPattern, EnumerationOptions enumerationOptions) =>
        List(searchPattern, enumerationOptions, Targets.Both).Enumerate(Info);

    public IFileSystemInfo[] GetFileSystemInfos() => GetFileSystemInfos(Everything);

    public IFileSystemInfo[] GetFileSystemInfos(string searchPattern) => GetFileSystemInfos(searchPattern, TopDirectory);

    public IFileSystemInfo[] GetFileSystemInfos(string searchPattern, SearchOption searchOption) =>
        GetFileSystemInfos(searchPattern, Of(searchOption));

    public IFileSystemInfo[] GetFileSystemInfos(string searchPattern, EnumerationOptions enumerationOptions) =>
        List(searchPattern, enumerationOptions, Targets.Both).ToArray(Info);

    private Search List(string searchPattern, EnumerationOptions enumerationOptions, Targets targets) =>
        Search.Of(Gate, FullName, searchPattern, enumerationOptions, targets);

    private IFileSystemInfo Info(Found found) => found.Entry.IsDirectory ? DirectoryInfo(found) : FileInfo(found);

    private IFileInfo FileInfo(Found found) => new S3FileInfo(Gate, found.Entry.Path.Value, found.Entry.Path, found.Entry);

    private IDirectoryInfo DirectoryInfo(Found found) => new S3DirectoryInfo(Gate, found.Entry.Path.Value, found.Entry.Path, found.Entry);
}
