using System.IO.Abstractions;

namespace VfsStorage.Tests.Behaviour;

/// <summary>
/// Base of every behaviour fixture: runs each test on each backend, in an empty directory of its own.
/// A fixture sees nothing but <see cref="IFileSystem"/>; what holds on the disk must hold everywhere.
/// </summary>
[TestFixtureSource(typeof(Backends), nameof(Backends.Fixtures))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public abstract class FileSystemBehaviour(Backend backend)
{
    private Scratch? _scratch;

    protected IFileSystem FileSystem => OpenedScratch.FileSystem;

    /// <summary>The absolute path of the test's own empty directory.</summary>
    protected string Root => OpenedScratch.Root;

    /// <summary>A file that does not exist, in a directory that does.</summary>
    protected string MissingFile => PathOf("missing.txt");

    /// <summary>A file in a directory that does not exist.</summary>
    protected string FileInMissingDirectory => PathOf("missing", "file.txt");

    private Scratch OpenedScratch => _scratch ?? throw new InvalidOperationException("The test has not begun.");

    [SetUp]
    public virtual void OpenScratch() => _scratch = backend.OpenScratch();

    [TearDown]
    public virtual void CloseScratch() => _scratch?.Dispose();

    protected bool IsCapableOf(Capabilities capability) => backend.Capabilities.HasFlag(capability);

    protected void Requires(Capabilities capability)
    {
        if (!IsCapableOf(capability))
            Assert.Ignore($"{backend.Name} has no {capability} here.");
    }

    protected string PathOf(params string[] names) => string.Join('/', [Root, .. names]);

    /// <summary>Writes a file below the root and returns its path.</summary>
    protected string AFile(string name = "file.txt", string content = "content")
    {
        var path = PathOf(name);
        FileSystem.File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Creates a directory below the root and returns its path.</summary>
    protected string ADirectory(string name = "directory")
    {
        var path = PathOf(name);
        FileSystem.Directory.CreateDirectory(path);
        return path;
    }

    protected string TextOf(string path) => FileSystem.File.ReadAllText(path);

    /// <summary>Everything below the root, as sorted relative paths; directories end in a slash.</summary>
    protected string[] Tree() => [.. FileSystem.Directory
        .EnumerateFileSystemEntries(Root, "*", SearchOption.AllDirectories)
        .Select(path => path[(Root.Length + 1)..] + (FileSystem.Directory.Exists(path) ? "/" : ""))
        .Order(StringComparer.Ordinal)];
}
