namespace VfsStorage.Tests.Behaviour.Metadata;

/// <summary>The root as a drive.</summary>
public sealed class DriveInfoTests(Backend backend) : FileSystemBehaviour(backend)
{
    [Test]
    public void New_Root_IsAReadyDrive()
    {
        var drive = FileSystem.DriveInfo.New("/");
        Assert.That((drive.Name, drive.IsReady), Is.EqualTo(("/", true)));
        Assert.That(drive.RootDirectory.FullName, Is.EqualTo("/"));
        Assert.That(drive.RootDirectory.Exists, Is.True);
        Assert.That(drive.VolumeLabel, Is.EqualTo("/"));
        Assert.That(drive.DriveFormat, Is.Not.Empty);
        Assert.That(drive.FileSystem, Is.SameAs(FileSystem));
        Assert.That(drive.ToString(), Is.EqualTo("/"));
    }

    [Test]
    public void Sizes_OfRoot_FitTogether()
    {
        var drive = FileSystem.DriveInfo.New("/");
        Assert.That(drive.TotalSize, Is.Positive);
        Assert.That(drive.TotalFreeSpace, Is.InRange(0, drive.TotalSize));
        Assert.That(drive.AvailableFreeSpace, Is.InRange(0, drive.TotalFreeSpace));
        Assert.That(drive.DriveType, Is.Not.EqualTo(DriveType.NoRootDirectory));
    }

    [Test]
    public void VolumeLabel_Set_IsRefused() =>
        Assert.That(() => FileSystem.DriveInfo.New("/").VolumeLabel = "x", Throws.InstanceOf<NotSupportedException>());

    [Test]
    public void GetDrives_Always_HasTheRoot() =>
        Assert.That(FileSystem.DriveInfo.GetDrives().Select(drive => drive.RootDirectory.FullName), Does.Contain("/"));

    [Test]
    public void New_BadName_Throws()
    {
        Assert.That(() => FileSystem.DriveInfo.New(null!), Fails.ArgumentNull("driveName"));
        Assert.That(() => FileSystem.DriveInfo.New(""), Throws.TypeOf<ArgumentException>());
        Assert.That(() => FileSystem.DriveInfo.New("a\0b"), Throws.TypeOf<ArgumentException>());
    }

    [Test]
    public void New_Missing_IsNotReady()
    {
        var drive = FileSystem.DriveInfo.New(PathOf("missing"));
        Assert.That(drive.IsReady, Is.False);
        Assert.That(drive.DriveType, Is.EqualTo(DriveType.NoRootDirectory));
        Assert.That(() => drive.TotalSize, Throws.TypeOf<DriveNotFoundException>());
    }

    [Test]
    public void Wrap_Null_IsNull() => Assert.That(FileSystem.DriveInfo.Wrap(null), Is.Null);

    [Test]
    public void FileSystem_OfFactory_IsTheFileSystem() => Assert.That(FileSystem.DriveInfo.FileSystem, Is.SameAs(FileSystem));
}
