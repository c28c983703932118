using System.IO.Abstractions;

namespace VfsStorage.App.Hosting;

/// <summary>Stands in for the library's storage manager: the local disk.</summary>
internal sealed record StorageManager(IFileSystem FileSystem, string Input, string Output, string Archive, string Cache);
