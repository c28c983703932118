using System.Diagnostics.CodeAnalysis;
using System.IO.Abstractions;
using VfsStorage.Paths;

namespace VfsStorage.Facades.Drives;

/// <summary>Shows each mount as a drive, named by its path.</summary>
internal sealed class S3DriveInfoFactory(Gate gate, MountTable mounts) : IDriveInfoFactory
{
    public IFileSystem FileSystem => gate.FileSystem;

    public IDriveInfo[] GetDrives() => [.. mounts.All.Select(mount => new S3DriveInfo(gate, mount.Path.Value, mount))];

    public IDriveInfo New(string driveName)
    {
        ArgumentNullException.ThrowIfNull(driveName);
        if (driveName.Length == 0)
        {
            throw new ArgumentException("Drive name must not be empty.", nameof(driveName));
        }

        if (driveName.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException($"Illegal characters in drive name '{driveName}'.", nameof(driveName));
        }

        var path = gate.Parse(driveName);
        return new S3DriveInfo(gate, driveName, mounts.All.FirstOrDefault(mount => mount.Path == path));
    }

    [return: NotNullIfNotNull(nameof(driveInfo))]
    public IDriveInfo? Wrap(DriveInfo? driveInfo) => driveInfo is null ? null : throw Unsupported.Wrap(nameof(DriveInfo), "DriveInfo.New");
}
