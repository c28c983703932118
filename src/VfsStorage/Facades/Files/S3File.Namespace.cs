using System.Diagnostics.CodeAnalysis;
using System.IO.Abstractions;
using VfsStorage.Facades.Infos;
using VfsStorage.Paths;
using VfsStorage.Tree;
using static VfsStorage.Facades.Arguments;

namespace VfsStorage.Facades.Files;

internal sealed partial class S3File
{
    public bool Exists([NotNullWhen(true)] string? path) => Blocking.Wait(() => ExistsAsync(path, CancellationToken.None));

    public Task<bool> ExistsAsync(string? path, CancellationToken cancellationToken) =>
        gate.ExistsAsync(path, IsFileAsync, cancellationToken);

    public void Copy(string sourceFileName, string destFileName) => Copy(sourceFileName, destFileName, overwrite: false);

    public void Copy(string sourceFileName, string destFileName, bool overwrite) =>
        Blocking.Wait(() => CopyAsync(sourceFileName, destFileName, overwrite, CancellationToken.None));

    public Task CopyAsync(string sourceFileName, string destFileName, bool overwrite, CancellationToken cancellationToken) =>
        gate.RunAsync(
            Checked(sourceFileName),
            Checked(destFileName),
            (source, destination, token) => Tree.CopyFileAsync(source, destination, overwrite, token),
            cancellationToken);

    public void Move(string sourceFileName, string destFileName) => Move(sourceFileName, destFileName, overwrite: false);

    public void Move(string sourceFileName, string destFileName, bool overwrite) =>
        Blocking.Wait(() => MoveAsync(sourceFileName, destFileName, overwrite, CancellationToken.None));

    public Task MoveAsync(string sourceFileName, string destFileName, bool overwrite, CancellationToken cancellationToken) =>
        gate.RunAsync(
            Checked(sourceFileName),
            Checked(destFileName),
            (source, destination, token) => Tree.MoveFileAsync(source, destination, overwrite, token),
            cancellationToken);

    public void Replace(string sourceFileName, string destinationFileName, string? destinationBackupFileName) =>
        Replace(sourceFileName, destinationFileName, destinationBackupFileName, ignoreMetadataErrors: false);

    /// <summary>Metadata goes with the object, so there are no metadata errors to ignore.</summary>
    public void Replace(string sourceFileName, string destinationFileName, string? destinationBackupFileName, bool ignoreMetadataErrors) =>
        Blocking.Wait(() => ReplaceAsync(sourceFileName, destinationFileName, destinationBackupFileName, CancellationToken.None));

    public Task ReplaceAsync(
        string sourceFileName, string destinationFileName, string? destinationBackupFileName, CancellationToken cancellationToken) =>
        gate.RunAsync(
            NotNull(sourceFileName),
            NotNull(destinationFileName),
            (source, destination, token) => Tree.ReplaceFileAsync(
                source, destination, destinationBackupFileName is null ? null : gate.Parse(destinationBackupFileName), token),
            cancellationToken);

    public void Delete(string path) => gate.Run(path, Tree.DeleteFileAsync);

    public Task DeleteAsync(string path, CancellationToken cancellationToken) => gate.RunAsync(path, Tree.DeleteFileAsync, cancellationToken);

    public IFileSystemInfo CreateSymbolicLink(string path, string pathToTarget) =>
        S3FileInfo.Link(gate, path, gate.Parse(path), Verbatim(pathToTarget));

    public IFileSystemInfo? ResolveLinkTarget(string linkPath, bool returnFinalTarget) =>
        new S3FileInfo(gate, Verbatim(linkPath)).ResolveLinkTargetAsWritten(returnFinalTarget);

    private async Task<bool> IsFileAsync(VirtualPath path, CancellationToken cancellationToken) =>
        !path.HasTrailingSeparator
        && await Tree.FindAsync(path, Wanted.File, followLinks: false, cancellationToken).ConfigureAwait(false) is { IsDirectory: false };
}
