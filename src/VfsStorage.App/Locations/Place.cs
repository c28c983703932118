using System.IO.Abstractions;

namespace VfsStorage.App.Locations;

/// <summary>A place that can be worked on: a path of a file system. Nothing says that something is there.</summary>
/// <param name="Name">As the user named it; for messages.</param>
/// <param name="FileSystem">The file system it lies in.</param>
/// <param name="Path">Its absolute path there.</param>
internal sealed record Place(PlaceName Name, IFileSystem FileSystem, string Path);
