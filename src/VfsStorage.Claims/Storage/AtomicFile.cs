using System.Globalization;
using System.IO.Abstractions;

namespace VfsStorage.Claims.Storage;

/// <summary>
/// Replaces whole files in one step, and reads files without asking first whether they exist. Writers of one file within the process
/// take turns: two of them in one temporary file would publish a mixture. A folder that somebody removes meanwhile is made again.
/// </summary>
internal sealed class AtomicFile
{
    /// <summary>How often a folder may be removed under a write.</summary>
    private const int MaxTries = 20;

    // What an IOException carries of a file that is there; it may be gone again when one looks.
    private const int UnixExists = 17;
    private const int WindowsFileExists = unchecked((int)0x80070050);
    private const int WindowsAlreadyExists = unchecked((int)0x800700B7);

    private readonly IFileSystem _fileSystem;
    private readonly WriteStrategy _strategy;
    private readonly Creations _creations;
    private readonly string _temporarySuffix;

    private AtomicFile(ClaimsWorkspace workspace, string temporarySuffix)
    {
        _fileSystem = workspace.FileSystem;
        _strategy = workspace.Writes;
        _creations = workspace.Creations;
        _temporarySuffix = temporarySuffix;
    }

    /// <summary>The end of every temporary file's name.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>For files with one process at a time: a temporary file left by a crash is replaced when its target is written again.</summary>
    public static AtomicFile ForOneWriter(ClaimsWorkspace workspace) => new(workspace, TemporarySuffix);

    /// <summary>As <see cref="ForOneWriter(ClaimsWorkspace)"/>, for files that several processes write one after the other: <paramref name="writer"/> says who, and is the same after a crash.</summary>
    public static AtomicFile ForOneWriter(ClaimsWorkspace workspace, int writer) =>
        new(workspace, string.Create(CultureInfo.InvariantCulture, $".{writer}{TemporarySuffix}"));

    /// <summary>For files that several processes may write: every instance has its own temporary names.</summary>
    public static AtomicFile ForManyWriters(ClaimsWorkspace workspace) =>
        new(workspace, $".{Guid.NewGuid():N}"[..9] + TemporarySuffix);

    /// <summary>Writes <paramref name="content"/> to <paramref name="path"/>, creating its folder if it is missing.</summary>
    public Task WriteAsync(string path, byte[] content, CancellationToken cancellationToken = default) => InFolderAsync(path, () =>
        _strategy == WriteStrategy.TemporaryThenMove
            ? WriteAsync(path, stream => stream.WriteAsync(content, cancellationToken).AsTask())
            : _fileSystem.File.WriteAllBytesAsync(path, content, cancellationToken));

    /// <summary>Adds text to the end of a file. Nobody's text is lost, whoever else adds some.</summary>
    public Task AppendAsync(string path, string text) => InFolderAsync(path, () => _strategy == WriteStrategy.Direct
        ? _fileSystem.File.AppendAllTextAsync(path, text)
        : _creations.RunAsync(path, async () =>
        {
            // On a disk, who appends looks for the end first, and writes there.
            await using var own = await FileLock.TakeAsync(_fileSystem, path);
            await _fileSystem.File.AppendAllTextAsync(path, text);
        }));

    /// <summary>Writes a file that is probably not there yet, which costs a request less where that is so.</summary>
    public async Task WriteNewAsync(string path, byte[] content)
    {
        if (_strategy == WriteStrategy.TemporaryThenMove || !await TryCreateAsync(path, content))
            await WriteAsync(path, content);
    }

    /// <summary>
    /// Replaces <paramref name="path"/> by what <paramref name="write"/> writes, which may read the old content meanwhile.
    /// Always by a temporary file: closing the target itself after a failure would publish half of it.
    /// </summary>
    public async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        var temporary = path + _temporarySuffix;
        await _creations.RunAsync(temporary, async () =>
        {
            await CreateAsync(temporary, FileMode.Create, write);
            _fileSystem.File.Move(temporary, path, overwrite: true);
        });
    }

    /// <summary>Writes a file that must not exist yet; <see langword="false"/> if it does, also if another process was a moment faster.</summary>
    public async Task<bool> TryCreateAsync(string path, byte[] content)
    {
        var isCreated = false;
        await InFolderAsync(path, () => _creations.RunAsync(path, async () => isCreated = _strategy == WriteStrategy.TemporaryThenMove
            ? await TryCreateByMoveAsync(path, content)
            : await TryCreateAtOnceAsync(path, content)));
        return isCreated;
    }

    private async Task<bool> TryCreateAtOnceAsync(string path, byte[] content)
    {
        try
        {
            await CreateAsync(path, FileMode.CreateNew, content);
            return true;
        }
        catch (IOException exception) when (IsThere(exception) || _fileSystem.File.Exists(path))
        {
            return false;
        }
    }

    private async Task<bool> TryCreateByMoveAsync(string path, byte[] content)
    {
        var temporary = path + _temporarySuffix;
        var isCreated = false;
        await _creations.RunAsync(temporary, async () =>
        {
            await CreateAsync(temporary, FileMode.Create, content);
            // On a disk, who moves without overwriting looks first, and then replaces what has come meanwhile.
            await using var own = await FileLock.TakeAsync(_fileSystem, path);
            try
            {
                _fileSystem.File.Move(temporary, path, overwrite: false);
                isCreated = true;
            }
            catch (IOException exception) when (IsThere(exception) || _fileSystem.File.Exists(path))
            {
                _fileSystem.File.Delete(temporary);
            }
        });
        return isCreated;
    }

    /// <summary>
    /// Removes the temporary file of <paramref name="path"/> that is left where a move copies and then deletes, and was
    /// stopped in between. Only for targets that are not written again, whose temporary files nobody else removes.
    /// </summary>
    public void DeleteTemporary(string path) => _fileSystem.File.Delete(path + _temporarySuffix);

    /// <summary>The file's bytes, or <see langword="null"/> if it or its folder does not exist.</summary>
    public async Task<byte[]?> TryReadAsync(string path, CancellationToken cancellationToken = default)
    {
        for (var wasEmpty = false; ; wasEmpty = true)
        {
            await _creations.EndOf(path).WaitAsync(cancellationToken);
            try
            {
                var content = await _fileSystem.File.ReadAllBytesAsync(path, cancellationToken);
                // Somebody may have begun to create it after the look.
                if (content.Length > 0 || (wasEmpty && _creations.EndOf(path).IsCompleted))
                    return content;
            }
            catch (IOException exception) when (IsMissing(exception))
            {
                return null;
            }
        }
    }

    private async Task InFolderAsync(string path, Func<Task> write) => await InFolderAsync(path, async () =>
    {
        await write();
        return true;
    });

    /// <summary>Makes the folder when it is missing: at the beginning, or because somebody removed it in the middle.</summary>
    private async Task<T> InFolderAsync<T>(string path, Func<Task<T>> write)
    {
        for (var count = 1; ; count++)
        {
            try
            {
                return await write();
            }
            catch (IOException exception) when (IsMissing(exception) && count < MaxTries)
            {
                CreateFolderOf(path);
            }
        }
    }

    private Task CreateAsync(string path, FileMode mode, byte[] content) => CreateAsync(path, mode, stream => stream.WriteAsync(content).AsTask());

    private async Task CreateAsync(string path, FileMode mode, Func<Stream, Task> write)
    {
        await using var stream = await InFolderAsync(path, () => Task.FromResult(_fileSystem.FileStream.New(path, mode, FileAccess.Write, FileShare.Read)));
        await write(stream);
        // The move must not become durable before the content.
        if (_strategy == WriteStrategy.TemporaryThenMove)
            stream.Flush(flushToDisk: true);
    }

    // Of a folder that somebody else makes in this very moment, .NET says that the file is missing.
    private static bool IsMissing(IOException exception) => exception is DirectoryNotFoundException or FileNotFoundException;

    private static bool IsThere(IOException exception) => exception.HResult is UnixExists or WindowsFileExists or WindowsAlreadyExists;

    private void CreateFolderOf(string path)
    {
        var folder = _fileSystem.Path.GetDirectoryName(path)!;
        try
        {
            _fileSystem.Directory.CreateDirectory(folder);
        }
        catch (IOException exception) when ((IsMissing(exception) && _strategy == WriteStrategy.TemporaryThenMove)
            || (IsThere(exception) && !_fileSystem.File.Exists(folder)))
        {
            // It, or one above it, was removed again between two steps of .NET: whoever needs it misses it and comes back.
            // In S3 nothing is removed under a creation: what is missing there is the bucket, and stays so.
        }
    }
}
