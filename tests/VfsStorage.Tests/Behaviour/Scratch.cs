using System.IO.Abstractions;

namespace VfsStorage.Tests.Behaviour;

/// <summary>A file system and an empty directory in it, owned by one test until released.</summary>
/// <param name="FileSystem">The file system under test.</param>
/// <param name="Root">Absolute, without trailing separator, and never the root of the file system.</param>
/// <param name="Release">Removes what the test left.</param>
public sealed record Scratch(IFileSystem FileSystem, string Root, Action Release) : IDisposable
{
    public void Dispose() => Release();
}
