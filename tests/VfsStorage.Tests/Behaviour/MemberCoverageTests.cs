using System.IO.Abstractions;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace VfsStorage.Tests.Behaviour;

/// <summary>No member of System.IO.Abstractions may lack a test: the compiled suite must call each of them.</summary>
public sealed class MemberCoverageTests
{
    private static readonly Type[] Contracts =
    [
        typeof(IFileSystem), typeof(IFile), typeof(IDirectory), typeof(IPath), typeof(IFileSystemInfo), typeof(IFileInfo), typeof(IDirectoryInfo),
        typeof(IFileInfoFactory), typeof(IDirectoryInfoFactory), typeof(IFileStreamFactory), typeof(IDriveInfo), typeof(IDriveInfoFactory),
        typeof(IFileVersionInfo), typeof(IFileVersionInfoFactory), typeof(IFileSystemWatcher), typeof(IFileSystemWatcherFactory),
        typeof(IWaitForChangedResult), typeof(IRandomAccess), typeof(IFileSystemEntity),
    ];

    [TestCaseSource(nameof(Contracts))]
    public void Contract_EveryMember_IsCalledByTheSuite(Type contract)
    {
        var called = CalledMethods();
        var missing = contract.GetMethods().Where(method => !called.Contains(method)).Select(method => method.ToString());
        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void Contracts_AreAllInterfacesOfTheLibrary()
    {
        // Access control lists exist on Windows only, and IFileSystem offers no way to them.
        var all = typeof(IFileSystem).Assembly.GetExportedTypes().Where(type => type.IsInterface && type.Name != "IFileSystemAclSupport");
        Assert.That(Contracts, Is.SupersetOf(all));
    }

    private static HashSet<MethodBase> CalledMethods()
    {
        var assembly = typeof(MemberCoverageTests).Assembly;
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var reader = file.GetMetadataReader();
        return reader.MemberReferences
            .Where(handle => reader.GetMemberReference(handle).GetKind() == MemberReferenceKind.Method && OfTheLibrary(reader, handle))
            .Select(handle => assembly.ManifestModule.ResolveMethod(MetadataTokens.GetToken(handle))!)
            .ToHashSet();
    }

    private static bool OfTheLibrary(MetadataReader reader, MemberReferenceHandle handle)
    {
        var parent = reader.GetMemberReference(handle).Parent;
        return parent.Kind == HandleKind.TypeReference
            && reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Namespace) == typeof(IFileSystem).Namespace;
    }
}
