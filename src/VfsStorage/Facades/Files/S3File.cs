using System.IO.Abstractions;
using VfsStorage.Tree;

namespace VfsStorage.Facades.Files;

/// <summary>
/// <see cref="IFile"/> over the tree. Every member checks its arguments and forwards; the families of members each have a
/// file of their own: reading, writing, appending, opening, metadata, namespace (copy, move, delete, links), handles.
/// </summary>
internal sealed partial class S3File(Gate gate) : IFile, IAsyncFile
{
    public IFileSystem FileSystem => gate.FileSystem;

    private FileTree Tree => gate.Tree;
}
