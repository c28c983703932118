using System.Globalization;
using System.IO.Abstractions;
using System.IO.Hashing;
using System.Text;

namespace VfsStorage.Transfer.Sides;

/// <summary>Writing: every file under a temporary name in its directory first, then renamed, so that no half file is ever seen.</summary>
internal sealed partial class FolderSide
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerAccess = OwnerOnly | UnixFileMode.UserExecute;

    /// <summary>Whether files are on the disk itself, not only in its cache, before they count as written: their sources are deleted then.</summary>
    public bool FlushesToDisk { get; set; }

    public override async Task<WrittenFile> WriteWholeAsync(TargetFile file, ReadOnlyMemory<byte> content, FileFacts facts, CancellationToken cancellationToken)
    {
        var temporary = TemporaryOf(file.Path);
        var stream = Create(temporary, content.Length);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            stream.Flush(FlushesToDisk);
        }

        return Publish(file, temporary, facts);
    }

    public override Task<string> BeginAsync(string path, FileFacts facts, CancellationToken cancellationToken)
    {
        var temporary = TemporaryOf(path);
        // Takes the room now, so that a full disk is known before the first byte has travelled.
        using (Create(temporary, facts.Length))
        {
        }

        return Task.FromResult(_fileSystem.Path.GetFileName(temporary));
    }

    public override async Task<PartProof> WritePartAsync(
        PartTarget target, int number, long offset, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            var stream = _fileSystem.FileStream.New(TemporaryOf(target.Path), FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            await using (stream.ConfigureAwait(false))
            {
                stream.Position = offset;
                await stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (FileNotFoundException gone)
        {
            throw new PartsGoneException(target.Path, gone);
        }

        return new PartProof(number, "", Crc32.HashToUInt32(content.Span), content.Length);
    }

    public override Task<WrittenFile> CompleteAsync(
        PartTarget target, FileFacts facts, IReadOnlyList<PartProof> parts, CancellationToken cancellationToken)
    {
        var temporary = TemporaryOf(target.Path);
        if (!_fileSystem.File.Exists(temporary))
        {
            throw new PartsGoneException(target.Path);
        }

        using (var stream = _fileSystem.FileStream.New(temporary, FileMode.Open, FileAccess.Write))
        {
            stream.SetLength(facts.Length);
            stream.Flush(FlushesToDisk);
        }

        return Task.FromResult(Publish(target.File, temporary, facts));
    }

    public override Task AbortAsync(PartTarget target, CancellationToken cancellationToken)
    {
        _fileSystem.File.Delete(TemporaryOf(target.Path));
        return Task.CompletedTask;
    }

    public override Task CreateDirectoryAsync(string path, FileFacts? facts, CancellationToken cancellationToken)
    {
        var full = _fileSystem.Directory.CreateDirectory(PathOf(path)).FullName;
        if (!OperatingSystem.IsWindows() && _fileSystem.File.GetUnixFileMode(full) is var mode && (mode & OwnerAccess) != OwnerAccess)
        {
            _fileSystem.File.SetUnixFileMode(full, mode | OwnerAccess);
        }

        return Task.CompletedTask;
    }

    public override Task FinishDirectoryAsync(string path, FileFacts facts, CancellationToken cancellationToken)
    {
        SetTimes(_fileSystem.DirectoryInfo.New(PathOf(path)), facts);
        if (!OperatingSystem.IsWindows())
        {
            _fileSystem.File.SetUnixFileMode(PathOf(path), facts.Metadata.Mode);
        }

        return Task.CompletedTask;
    }

    public override Task CreateLinkAsync(TargetFile file, string target, FileFacts facts, CancellationToken cancellationToken)
    {
        var full = PathOf(file.Path);
        if (file.Replaced is not null)
        {
            RequireUnchanged(file);
            // Deletes a link itself, wherever it leads; a missing file is fine.
            _fileSystem.File.Delete(full);
        }

        try
        {
            SetTimes(_fileSystem.File.CreateSymbolicLink(full, target), facts);
        }
        catch (IOException) when (_fileSystem.FileInfo.New(full) is { } there && (there.Exists || there.LinkTarget is not null))
        {
            throw new TargetChangedException(file.Path);
        }

        return Task.CompletedTask;
    }

    public override Task DeleteAsync(string path, ListedKind kind, string version, CancellationToken cancellationToken)
    {
        if (kind == ListedKind.Directory)
        {
            _fileSystem.Directory.Delete(PathOf(path));
            return Task.CompletedTask;
        }

        RequireVersion(path, kind, version);
        _fileSystem.File.Delete(PathOf(path));
        return Task.CompletedTask;
    }

    public override Task ArchiveAsync(string path, string version, TreeSide archive, CancellationToken cancellationToken)
    {
        var folder = (FolderSide)archive;
        RequireVersion(path, ListedKind.File, version);
        foreach (var name in FreeNames.Of(path))
        {
            var target = folder.PathOf(name);
            _fileSystem.Directory.CreateDirectory(_fileSystem.Path.GetDirectoryName(target)!);
            if (_fileSystem.File.Exists(target))
            {
                continue;
            }

            _fileSystem.File.Move(PathOf(path), target);
            break;
        }

        return Task.CompletedTask;
    }

    private void RequireVersion(string path, ListedKind kind, string version)
    {
        if (Stat(path, kind) is { } facts && facts.Version != version)
        {
            throw new SourceChangedException(path);
        }
    }

    private WrittenFile Publish(TargetFile file, string temporary, FileFacts facts)
    {
        var full = PathOf(file.Path);
        if (!OperatingSystem.IsWindows())
        {
            _fileSystem.File.SetUnixFileMode(temporary, facts.Metadata.Mode);
        }

        SetTimes(_fileSystem.FileInfo.New(temporary), facts);
        Replace(file, temporary, full);
        var written = Stat(file.Path, ListedKind.File) ?? throw new FileNotFoundException($"Could not find file '{full}'.", full);
        return new WrittenFile(written.Version, written.Length, null);
    }

    private void Replace(TargetFile file, string temporary, string full)
    {
        try
        {
            RequireUnchanged(file);
            _fileSystem.File.Move(temporary, full, overwrite: file.Replaced is not null);
        }
        catch (IOException taken) when (taken is TargetChangedException || (file.Replaced is null && _fileSystem.File.Exists(full)))
        {
            _fileSystem.File.Delete(temporary);
            throw new TargetChangedException(file.Path);
        }
    }

    private void RequireUnchanged(TargetFile file)
    {
        if (file.Replaced is { Length: > 0 } version && Stat(file.Path, ListedKind.File)?.Version != version)
        {
            throw new TargetChangedException(file.Path);
        }
    }

    private static void SetTimes(IFileSystemInfo info, FileFacts facts)
    {
        info.LastAccessTimeUtc = facts.Metadata.LastAccessTime.UtcDateTime;
        info.LastWriteTimeUtc = facts.Metadata.LastWriteTime.UtcDateTime;
    }

    private FileSystemStream Create(string temporary, long length)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 1, PreallocationSize = length };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return _fileSystem.FileStream.New(temporary, options);
    }

    /// <summary>Where a file is written until it is whole: the same name every time, so that another run finds it, and goes on or replaces it.</summary>
    private string TemporaryOf(string path)
    {
        var slash = path.LastIndexOf('/');
        var hash = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(path[(slash + 1)..])).ToString("x16", CultureInfo.InvariantCulture);
        return PathOf(path[..(slash + 1)] + TemporaryPrefix + hash);
    }
}
