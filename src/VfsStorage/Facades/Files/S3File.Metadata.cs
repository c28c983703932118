using VfsStorage.Errors;
using VfsStorage.Paths;
using VfsStorage.Tree;

namespace VfsStorage.Facades.Files;

internal sealed partial class S3File
{
    public FileAttributes GetAttributes(string path) => gate.Run(path, AttributesAsync);

    public Task<FileAttributes> GetAttributesAsync(string path, CancellationToken cancellationToken) =>
        gate.RunAsync(path, AttributesAsync, cancellationToken);

    public void SetAttributes(string path, FileAttributes fileAttributes) =>
        Blocking.Wait(() => SetAttributesAsync(path, fileAttributes, CancellationToken.None));

    public Task SetAttributesAsync(string path, FileAttributes fileAttributes, CancellationToken cancellationToken) =>
        gate.RunAsync(path, (entry, token) => Tree.SetMetadataAsync(entry, Changes.Attributes(fileAttributes), followLinks: true, token), cancellationToken);

    public UnixFileMode GetUnixFileMode(string path) => gate.Run(path, ModeAsync);

    public void SetUnixFileMode(string path, UnixFileMode mode) =>
        gate.Run(path, (entry, token) => Tree.SetMetadataAsync(entry, Changes.Mode(mode), followLinks: true, token));

    public DateTime GetCreationTime(string path) => GetTime(path, Times.Creation).LocalDateTime;

    public DateTime GetCreationTimeUtc(string path) => GetTime(path, Times.Creation).UtcDateTime;

    public Task<DateTime> GetCreationTimeUtcAsync(string path, CancellationToken cancellationToken) =>
        GetTimeUtcAsync(path, Times.Creation, cancellationToken);

    public void SetCreationTime(string path, DateTime creationTime) => Set(path, () => Changes.Creation(creationTime));

    public void SetCreationTimeUtc(string path, DateTime creationTimeUtc) => Set(path, () => Changes.Creation(Times.Utc(creationTimeUtc)));

    public DateTime GetLastAccessTime(string path) => GetTime(path, Times.LastAccess).LocalDateTime;

    public DateTime GetLastAccessTimeUtc(string path) => GetTime(path, Times.LastAccess).UtcDateTime;

    public void SetLastAccessTime(string path, DateTime lastAccessTime) => Set(path, () => Changes.LastAccess(lastAccessTime));

    public void SetLastAccessTimeUtc(string path, DateTime lastAccessTimeUtc) =>
        Set(path, () => Changes.LastAccess(Times.Utc(lastAccessTimeUtc)));

    public DateTime GetLastWriteTime(string path) => GetTime(path, Times.LastWrite).LocalDateTime;

    public DateTime GetLastWriteTimeUtc(string path) => GetTime(path, Times.LastWrite).UtcDateTime;

    public Task<DateTime> GetLastWriteTimeUtcAsync(string path, CancellationToken cancellationToken) =>
        GetTimeUtcAsync(path, Times.LastWrite, cancellationToken);

    public void SetLastWriteTime(string path, DateTime lastWriteTime) => Set(path, () => Changes.LastWrite(lastWriteTime));

    public void SetLastWriteTimeUtc(string path, DateTime lastWriteTimeUtc) => Set(path, () => Changes.LastWrite(Times.Utc(lastWriteTimeUtc)));

    public Task SetLastWriteTimeUtcAsync(string path, DateTime lastWriteTimeUtc, CancellationToken cancellationToken) =>
        SetAsync(path, () => Changes.LastWrite(Times.Utc(lastWriteTimeUtc)), cancellationToken);

    public Task<long> GetLengthAsync(string path, CancellationToken cancellationToken) => gate.RunAsync(path, LengthAsync, cancellationToken);

    private DateTimeOffset GetTime(string path, Func<EntryMetadata, DateTimeOffset> pick) =>
        gate.Run(path, (entry, token) => TimeAsync(entry, pick, token));

    private async Task<DateTime> GetTimeUtcAsync(string path, Func<EntryMetadata, DateTimeOffset> pick, CancellationToken cancellationToken) =>
        (await gate.RunAsync(path, (entry, token) => TimeAsync(entry, pick, token), cancellationToken).ConfigureAwait(false)).UtcDateTime;

    private void Set(string path, Func<MetadataChange> change) => Blocking.Wait(() => SetAsync(path, change, CancellationToken.None));

    private Task SetAsync(string path, Func<MetadataChange> change, CancellationToken cancellationToken) =>
        gate.RunAsync(path, (entry, token) => Tree.SetMetadataAsync(entry, change(), followLinks: false, token), cancellationToken);

    private async Task<FileAttributes> AttributesAsync(VirtualPath path, CancellationToken cancellationToken)
    {
        var entry = await Tree.GetAsync(path, followLinks: false, cancellationToken).ConfigureAwait(false);
        return await EntryFacts.AttributesAsync(Tree, entry, EntryFacts.NameOf(path), cancellationToken).ConfigureAwait(false);
    }

    private async Task<UnixFileMode> ModeAsync(VirtualPath path, CancellationToken cancellationToken)
    {
        var entry = await Tree.GetAsync(path, followLinks: false, cancellationToken).ConfigureAwait(false);
        var isBroken = path.HasTrailingSeparator && entry is { Kind: EntryKind.Link, LeadsToDirectory: false };
        var mode = isBroken ? EntryFacts.NoMode : await EntryFacts.ModeAsync(Tree, entry, cancellationToken).ConfigureAwait(false);
        return mode == EntryFacts.NoMode ? throw IoErrors.FileNotFound(path) : mode;
    }

    private async Task<DateTimeOffset> TimeAsync(VirtualPath path, Func<EntryMetadata, DateTimeOffset> pick, CancellationToken cancellationToken)
    {
        var entry = await Tree.FindAsync(path, Wanted.Any, followLinks: false, cancellationToken).ConfigureAwait(false);
        return await EntryFacts.TimeAsync(Tree, entry, pick, cancellationToken).ConfigureAwait(false);
    }

    private async Task<long> LengthAsync(VirtualPath path, CancellationToken cancellationToken) =>
        await Tree.FindAsync(path, Wanted.File, followLinks: false, cancellationToken).ConfigureAwait(false) is { IsDirectory: false } file
            ? file.Length
            : throw IoErrors.FileNotFound(path);
}
