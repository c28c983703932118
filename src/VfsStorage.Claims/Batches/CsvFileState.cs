using System.IO.Abstractions;
using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Batches;

/// <summary>Looks whether a CSV file of the input area is still the one whose rows a checkpoint counts.</summary>
internal sealed class CsvFileState(IFileSystem fileSystem, string path)
{
    private (long Length, DateTime Written)? _read;

    /// <summary>
    /// Makes sure that there is something to read before the file is opened: opening a pipe waits for whoever will write to it.
    /// A file that is missing is told by who reads it.
    /// </summary>
    /// <exception cref="CsvFileException">There is nothing.</exception>
    public void RequireContent()
    {
        if (Look() is { Length: 0 })
        {
            var name = fileSystem.Path.GetFileName(path);
            throw new CsvFileException(name, $"{name} is empty, or no regular file: its first line must name the columns.");
        }
    }

    /// <summary>The file's path.</summary>
    public string Path => path;

    /// <summary>What happened to the file since it was read to its end.</summary>
    public FileChange LookAgain() => Look() is not { } now ? FileChange.Gone : _read is null || now == _read ? FileChange.None : FileChange.Replaced;

    /// <summary>Whether the rows up to the checkpoint are still those that were processed.</summary>
    public async Task<bool> IsUnchangedAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        if (checkpoint.LineNumber < 2 || checkpoint.RowsDigest is null)
            return true;
        await using var reader = await CsvClaimReader.OpenAsync(fileSystem, path, cancellationToken);
        using var digest = new RowDigest();
        while (await reader.ReadAsync(cancellationToken) is { } row)
        {
            digest.Add(row.LineNumber, row.Claim);
            if (row.LineNumber == checkpoint.LineNumber)
                return digest.Current == checkpoint.RowsDigest;
        }

        return false;
    }

    /// <summary>Whether the file is, to its end, the one whose rows are done.</summary>
    public async Task<bool> IsWholeAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        try
        {
            await using var reader = await CsvClaimReader.OpenAsync(fileSystem, path, cancellationToken);
            using var digest = new RowDigest();
            while (await reader.ReadAsync(cancellationToken) is { } row)
                digest.Add(row.LineNumber, row.Claim);
            if (digest.Current != checkpoint.RowsDigest)
                return false;
            return !HasOtherLength(reader.BytesRead);
        }
        catch (CsvFileException)
        {
            // Archived by another shard, or replaced: whoever reads its rows next says what is wrong.
            return false;
        }
    }

    /// <summary>How many rows it has; <see langword="null"/> if it cannot be read to its end.</summary>
    public async Task<long?> CountRowsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var reader = await CsvClaimReader.OpenAsync(fileSystem, path, cancellationToken);
            long count = 0;
            while (await reader.ReadAsync(cancellationToken) is not null)
                count++;
            return count;
        }
        catch (CsvFileException)
        {
            // Not lost: reading the rows meets it again, after those before it are done.
            return null;
        }
    }

    /// <summary>Whether it is there and has another length than was read.</summary>
    public bool HasOtherLength(long read)
    {
        _read = Look();
        return _read is { } now && now.Length != read;
    }

    /// <summary>Whether another file is there under the name of the one that is done; a checkpoint of an older program cannot tell.</summary>
    public async Task<bool> IsReplacedAsync(Checkpoint checkpoint, CancellationToken cancellationToken) =>
        checkpoint.RowsDigest is not null && Look() is { } file && (file.Length == 0 || !await IsWholeAsync(checkpoint, cancellationToken));

    private (long Length, DateTime Written)? Look()
    {
        var file = fileSystem.FileInfo.New(path);
        if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is System.IO.Abstractions.IFileInfo target)
            file = target;
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : null;
    }
}
