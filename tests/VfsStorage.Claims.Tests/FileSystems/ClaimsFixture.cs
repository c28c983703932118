using System.IO.Abstractions;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace VfsStorage.Claims.Tests.FileSystems;

/// <summary>Gives each test a fresh file system of one kind, a clock that stands still, and short ways to look at files.</summary>
public abstract class ClaimsFixture(FileSystemKind kind)
{
    private TestFileSystem? _storage;

    /// <summary>For tests that need more than one file system.</summary>
    protected FileSystemKind Kind { get; } = kind;

    public static readonly DateTimeOffset Start = new(2025, 3, 9, 10, 0, 0, TimeSpan.Zero);

    protected FakeTimeProvider Time { get; private set; } = new();

    protected ClaimsWorkspace Workspace { get; private set; } = null!;

    protected IFileSystem FileSystem => Workspace.FileSystem;

    protected ClaimsAreas Areas => Workspace.Areas;

    [SetUp]
    public void CreateStorage()
    {
        _storage = Kind.Create();
        Time = new FakeTimeProvider(Start);
        Workspace = new ClaimsWorkspace(_storage.FileSystem, _storage.Areas) { Time = Time, Writes = _storage.Writes };
        FileSystem.Directory.CreateDirectory(Areas.Input);
    }

    [TearDown]
    public void DisposeStorage() => _storage?.Dispose();

    /// <summary>The same areas as another process has them.</summary>
    protected ClaimsWorkspace OfAnotherProcess() => new(_storage!.OpenAgain(), Areas) { Time = Time, Writes = Workspace.Writes };

    protected string Drop(string name, string content)
    {
        var path = FileSystem.Path.Combine(Areas.Input, name);
        FileSystem.File.WriteAllText(path, content);
        return path;
    }

    protected string[] Names(string folder) => FileSystem.Directory.Exists(folder)
        ? [.. FileSystem.Directory.EnumerateFiles(folder).Select(path => FileSystem.Path.GetFileName(path)).Order(StringComparer.Ordinal)]
        : [];

    protected string Read(params string[] parts) => FileSystem.File.ReadAllText(FileSystem.Path.Combine(parts));

    protected JsonObject ReadJson(params string[] parts) => JsonNode.Parse(Read(parts))!.AsObject();
}
