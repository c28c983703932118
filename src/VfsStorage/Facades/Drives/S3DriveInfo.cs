using System.Diagnostics.CodeAnalysis;
using System.IO.Abstractions;
using VfsStorage.Facades.Infos;
using VfsStorage.Paths;

namespace VfsStorage.Facades.Drives;

/// <summary>
/// A mount as a drive: a network drive of format <c>s3</c> that never fills up. S3 has no size, so that all sizes are
/// <see cref="Capacity"/>: large enough for every check, small enough to be added up.
/// </summary>
internal sealed class S3DriveInfo(Gate gate, string driveName, Mount? mount) : IDriveInfo
{
    /// <summary>1 EiB.</summary>
    private const long Capacity = 1L << 60;

    public IFileSystem FileSystem => gate.FileSystem;

    public string Name => driveName;

    public bool IsReady => mount is not null;

    public DriveType DriveType => mount is null ? DriveType.NoRootDirectory : DriveType.Network;

    public string DriveFormat => Mounted("s3");

    public long AvailableFreeSpace => Mounted(Capacity);

    public long TotalFreeSpace => Mounted(Capacity);

    public long TotalSize => Mounted(Capacity);

    public IDirectoryInfo RootDirectory => new S3DirectoryInfo(gate, driveName);

    [AllowNull]
    public string VolumeLabel
    {
        get => Mounted(driveName);
        set => throw new PlatformNotSupportedException("A mount has no label of its own: it is named by its path.");
    }

    public override string ToString() => driveName;

    private T Mounted<T>(T value) => mount is null
        ? throw new DriveNotFoundException($"Could not find the drive '{driveName}'. The drive might not be ready or might not be mapped.")
        : value;
}
