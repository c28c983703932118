using System.IO.Abstractions;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Streams;
using VfsStorage.Tree.Leases;

namespace VfsStorage.Tree;

/// <summary>Opening files under leases, where <see cref="FileShare.None"/> is to hold between machines.</summary>
internal sealed partial class FileTree
{
    private async Task<FileSystemStream> OpenHereAsync(VirtualPath path, OpenRequest request, CancellationToken cancellationToken)
    {
        if (_options.Locking != S3Locking.Lease || _mounts.Locate(path) is not { IsMountRoot: false } location)
        {
            return await OpenUnleasedAsync(path, request, cancellationToken).ConfigureAwait(false);
        }

        if (request.Share != FileShare.None)
        {
            await FileLease.CheckAsync(_store, location, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            return await OpenUnleasedAsync(path, request, cancellationToken).ConfigureAwait(false);
        }

        // Our own handles are looked at first: what they hold is not to be taken for another process's.
        _openFiles.Check(path, FileShare.None);
        var lease = await FileLease.TakeAsync(_store, location, _options, cancellationToken).ConfigureAwait(false);
        try
        {
            return await OpenUnleasedAsync(path, request with { Lease = lease }, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<ObjectInfo> AppendConfirmedAsync(FileLease? lease, VirtualPath path, Addition addition, CancellationToken cancellationToken)
    {
        await (lease?.ConfirmAsync(cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        return await AppendOnceAsync(path, addition, cancellationToken).ConfigureAwait(false);
    }
}
