using System.Diagnostics;

namespace VfsStorage.Tests.Behaviour.Metadata;

/// <summary>Versions of assemblies, and of files that have none.</summary>
public sealed class FileVersionInfoTests(Backend backend) : FileSystemBehaviour(backend)
{
    [Test]
    public void GetVersionInfo_NotAnAssembly_IsEmpty()
    {
        var path = AFile();
        var info = FileSystem.FileVersionInfo.GetVersionInfo(path);
        Assert.That(info.FileName, Is.EqualTo(path));
        Assert.That((info.FileVersion, info.ProductVersion, info.CompanyName, info.Comments), Is.EqualTo(((string?)null, (string?)null, (string?)null, (string?)null)));
        Assert.That((info.FileMajorPart, info.FileMinorPart, info.FileBuildPart, info.FilePrivatePart), Is.EqualTo((0, 0, 0, 0)));
        Assert.That((info.IsDebug, info.IsPatched, info.IsPreRelease, info.IsPrivateBuild, info.IsSpecialBuild),
            Is.EqualTo((false, false, false, false, false)));
    }

    [Test]
    public void GetVersionInfo_Assembly_IsWhatTheAssemblySays()
    {
        var assembly = typeof(FileVersionInfoTests).Assembly.Location;
        FileSystem.File.WriteAllBytes(PathOf("a.dll"), File.ReadAllBytes(assembly));
        var expected = FileVersionInfo.GetVersionInfo(assembly);
        var info = FileSystem.FileVersionInfo.GetVersionInfo(PathOf("a.dll"));
        Assert.Multiple(() =>
        {
            Assert.That(info.FileName, Is.EqualTo(PathOf("a.dll")));
            Assert.That(info.FileVersion, Is.EqualTo(expected.FileVersion));
            Assert.That(info.FileMajorPart, Is.EqualTo(expected.FileMajorPart));
            Assert.That(info.FileMinorPart, Is.EqualTo(expected.FileMinorPart));
            Assert.That(info.FileBuildPart, Is.EqualTo(expected.FileBuildPart));
            Assert.That(info.FilePrivatePart, Is.EqualTo(expected.FilePrivatePart));
            Assert.That(info.ProductVersion, Is.EqualTo(expected.ProductVersion));
            Assert.That(info.ProductMajorPart, Is.EqualTo(expected.ProductMajorPart));
            Assert.That(info.ProductMinorPart, Is.EqualTo(expected.ProductMinorPart));
            Assert.That(info.ProductBuildPart, Is.EqualTo(expected.ProductBuildPart));
            Assert.That(info.ProductPrivatePart, Is.EqualTo(expected.ProductPrivatePart));
            Assert.That(info.ProductName, Is.EqualTo(expected.ProductName));
            Assert.That(info.CompanyName, Is.EqualTo(expected.CompanyName));
            Assert.That(info.Comments, Is.EqualTo(expected.Comments));
            Assert.That(info.FileDescription, Is.EqualTo(expected.FileDescription));
            Assert.That(info.InternalName, Is.EqualTo("a.dll").Or.EqualTo(expected.InternalName));
            Assert.That(info.OriginalFilename, Is.EqualTo("a.dll").Or.EqualTo(expected.OriginalFilename));
            Assert.That(info.Language, Is.EqualTo(expected.Language));
            Assert.That(info.LegalCopyright, Is.EqualTo(expected.LegalCopyright));
            Assert.That(info.LegalTrademarks, Is.EqualTo(expected.LegalTrademarks));
            Assert.That(info.PrivateBuild, Is.EqualTo(expected.PrivateBuild));
            Assert.That(info.SpecialBuild, Is.EqualTo(expected.SpecialBuild));
            Assert.That(info.IsDebug, Is.EqualTo(expected.IsDebug));
        });
    }

    [Test]
    public void GetVersionInfo_Missing_Throws()
    {
        Assert.That(() => FileSystem.FileVersionInfo.GetVersionInfo(MissingFile), Throws.TypeOf<FileNotFoundException>());
        Assert.That(() => FileSystem.FileVersionInfo.GetVersionInfo(null!), Throws.ArgumentNullException);
        Assert.That(() => FileSystem.FileVersionInfo.GetVersionInfo(ADirectory()), Throws.TypeOf<FileNotFoundException>());
    }

    [Test]
    public void FileSystem_OfFactory_IsTheFileSystem() => Assert.That(FileSystem.FileVersionInfo.FileSystem, Is.SameAs(FileSystem));
}
