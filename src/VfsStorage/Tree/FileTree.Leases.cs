using System.IO.Abstractions;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Streams;
using VfsStorage.Tree.Leases;

namespace VfsStorage.Tree;

/// <summary>Opening files under leases, where <see cref="FileShare.None"/> is to hold between machines.</summary>
internal sealed partial class FileTree
{
    private const int MaxFenceAttempts = 5;

    private bool UsesLeases => _options.Locking == S3Locking.Lease;

    private async Task<FileSystemStream> OpenHereAsync(VirtualPath path, OpenRequest request, CancellationToken cancellationToken)
    {
        if (!UsesLeases || _mounts.Locate(path) is not { IsMountRoot: false } location)
        {
            return await OpenUnleasedAsync(path, request, cancellationToken).ConfigureAwait(false);
        }

        if (request.Share != FileShare.None)
        {
            var writes = request.Access.HasFlag(FileAccess.Write);
            await LeaseAt(location).CheckAsync(writes, cancellationToken).ConfigureAwait(false);
            return await OpenUnleasedAsync(path, request, cancellationToken).ConfigureAwait(false);
        }

        // Our own handles are looked at first: what they hold is not to be taken for another process's.
        _openFiles.Check(path, FileShare.None);
        var lease = await FileLease.TakeAsync(_store, location, _options, cancellationToken).ConfigureAwait(false);
        try
        {
            if (lease.WasTakenOver)
            {
                await FenceAsync(location, cancellationToken).ConfigureAwait(false);
            }

            return await OpenUnleasedAsync(path, request with { Lease = lease }, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Checks that a call which opens and closes the file at once would be let in, by our own handles and by those elsewhere.</summary>
    private Task CheckSharingAsync(VirtualPath path, FileAccess access, CancellationToken cancellationToken, FileShare share = FileShare.Read)
    {
        _openFiles.Check(path, share);
        return UsesLeases && _mounts.Locate(path) is { IsMountRoot: false } location
            ? LeaseAt(location).CheckAsync(access.HasFlag(FileAccess.Write), cancellationToken)
            : Task.CompletedTask;
    }

    private async Task<ObjectInfo> AppendSharingAsync(VirtualPath path, Addition addition, CancellationToken cancellationToken)
    {
        await CheckSharingAsync(path, FileAccess.Write, cancellationToken).ConfigureAwait(false);
        return await AppendHereAsync(path, addition, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// What is asked before each commit of a handle: whether its lease still is its own or, where it shares the file, whether nobody has taken one since.
    /// </summary>
    private Func<CancellationToken, Task>? ConfirmationOf(OpenFile file, OpenRequest request)
    {
        Func<CancellationToken, Task>? confirm = request.Lease is { } lease ? lease.ConfirmAsync
            : UsesLeases ? token => LeaseAt(LocateForWrite(file.Path)).CheckAsync(writes: true, token)
            : null;
        return request.BeforeCommit is not { } check ? confirm : token =>
        {
            check();
            return confirm?.Invoke(token) ?? Task.CompletedTask;
        };
    }

    private LeaseObject LeaseAt(Location location) => new(_store, location, _options.TimeProvider);

    /// <summary>
    /// Makes a new version of a file whose lease was taken over. A commit that its former holder confirmed in time, and that is still on its way, is on
    /// condition of the old version and fails. The content's hash is the ETag, so the copy takes the other of its two forms.
    /// </summary>
    private async Task FenceAsync(Location location, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await _prober.FileAsync(location, cancellationToken).ConfigureAwait(false) is not { } info || HeaderCodec.IsLink(info))
            {
                return;
            }

            try
            {
                var request = MoveRequest(location, location, info, Precondition.Matches(info.ETag)) with
                {
                    AsMultipart = !info.ETag.Contains('-', StringComparison.Ordinal),
                };
                await CopyObjectAsync(request, location.Path, location.Path, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (StoreException error) when (error.Kind is StoreErrorKind.PreconditionFailed or StoreErrorKind.NotFound && attempt < MaxFenceAttempts)
            {
                // It arrived a moment before: the file is what it has made of it.
            }
        }
    }

    /// <summary>Shows a new file at once where its former creator's commit may be on its way, which then finds that it exists.</summary>
    private async Task<ObjectInfo?> FenceNewAsync(Location location, OpenRequest request, CancellationToken cancellationToken)
    {
        await PutIfMissingAsync(location, HeaderCodec.ForContent(null, request.CreateMode, Now), cancellationToken).ConfigureAwait(false);
        return await _prober.FileAsync(location, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a file that was opened to be deleted when it is closed; sets what was set of another before it was stored.</summary>
    private async Task EndAsync(OpenFile file, OpenRequest request)
    {
        if (!request.Options.HasFlag(FileOptions.DeleteOnClose) || file.IsUnlinked)
        {
            await (file.IsUnlinked ? Task.CompletedTask : SetNotedAsync(file)).ConfigureAwait(false);
            return;
        }

        await (ConfirmationOf(file, request)?.Invoke(CancellationToken.None) ?? Task.CompletedTask).ConfigureAwait(false);
        await DeleteFileAsync(request.Link ?? file.Path, CancellationToken.None).ConfigureAwait(false);
    }
}
