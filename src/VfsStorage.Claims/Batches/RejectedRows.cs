using System.IO.Abstractions;
using System.Text;
using CsvHelper;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Batches;

/// <summary>
/// Adds a file's skipped and failed rows to the day's <c>skipped.csv</c> and <c>errors.csv</c>. The rows are derived from the
/// CSV again, so that a resumed run writes the same lines; each file is replaced in one step and grows at most once a CSV.
/// </summary>
internal sealed class RejectedRows
{
    public const string SkippedName = "skipped.csv";
    public const string ErrorsName = "errors.csv";

    private const string ErrorColumn = "error";

    private readonly IFileSystem _fileSystem;
    private readonly CsvArchive _archive;
    private readonly AtomicFile _file;

    public RejectedRows(ClaimsWorkspace workspace, CsvArchive archive, BatchShard? shard)
    {
        _fileSystem = workspace.FileSystem;
        _archive = archive;
        // One shard may still clean up behind a kill while the next file is another's turn.
        _file = shard is { } part ? AtomicFile.ForOneWriter(workspace, part.Index) : AtomicFile.ForOneWriter(workspace);
    }

    /// <summary>The length of a day's file; -1 if it does not exist.</summary>
    public long LengthOf(string folder, string name)
    {
        try
        {
            return _fileSystem.FileInfo.New(_archive.PathOf(folder, name)).Length;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return -1;
        }
    }

    /// <summary>Writes <paramref name="failed"/> and the rows that <paramref name="checkpoint"/> counts as skipped or failed, unless they are written already.</summary>
    public async Task AppendAsync(
        string csvPath, Checkpoint checkpoint, IReadOnlyList<RowError> failed, CancellationToken cancellationToken)
    {
        var plan = checkpoint.Finishing!;
        var errors = failed.ToDictionary(error => error.LineNumber, error => error.Error);
        if (checkpoint.Counts.Skipped > 0 && !IsWritten(plan.Folder, SkippedName, plan.SkippedLength))
            await AppendAsync(csvPath, _archive.PathOf(plan.Folder, SkippedName), row => SkippedRecord(row, errors), cancellationToken);
        if (checkpoint.Counts.Failed > 0 && !IsWritten(plan.Folder, ErrorsName, plan.ErrorsLength))
            await AppendAsync(csvPath, _archive.PathOf(plan.Folder, ErrorsName), row => ErrorRecord(row, errors), cancellationToken);
    }

    /// <summary>Whether all of them are written already.</summary>
    public bool AreWritten(Checkpoint checkpoint)
    {
        var (plan, counts) = (checkpoint.Finishing!, checkpoint.Counts);
        return (counts.Skipped == 0 || IsWritten(plan.Folder, SkippedName, plan.SkippedLength))
            && (counts.Failed == 0 || IsWritten(plan.Folder, ErrorsName, plan.ErrorsLength));
    }

    private bool IsWritten(string folder, string name, long lengthBefore)
    {
        if (LengthOf(folder, name) <= lengthBefore)
            return false;
        _file.DeleteTemporary(_archive.PathOf(folder, name));
        return true;
    }

    private async Task AppendAsync(
        string csvPath, string path, Func<ClaimRow, OrderedDictionary<string, string>?> select, CancellationToken cancellationToken)
    {
        await using var reader = await CsvClaimReader.OpenAsync(_fileSystem, csvPath, cancellationToken);
        var record = await NextAsync(reader, select, cancellationToken);
        if (record is null)
            return;
        await _file.WriteAsync(path, async output =>
        {
            await using var existing = Open(path);
            var header = existing is null ? [] : await ReadHeaderAsync(existing, cancellationToken);
            string[] columns = [.. header.Union(record.Keys, StringComparer.Ordinal)];
            if (existing is not null && columns.Length == header.Length)
                await CopyAsync(existing, output, cancellationToken);

            await using var writer = CsvWriter.Create(output, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
            if (columns.Length != header.Length)
            {
                await writer.WriteRecordAsync(columns, cancellationToken);
                await ExtendAsync(existing, writer, columns.Length, cancellationToken);
            }

            for (var next = record; next is not null; next = await NextAsync(reader, select, cancellationToken))
                await writer.WriteRecordAsync([.. columns.Select(column => next.GetValueOrDefault(column, ""))], cancellationToken);
        });
    }

    private static async Task<string[]> ReadHeaderAsync(Stream existing, CancellationToken cancellationToken)
    {
        await using var reader = ReaderOf(existing);
        await reader.ReadHeaderAsync(cancellationToken);
        return [.. reader.Headers];
    }

    /// <summary>Copies the file as it is, with a line end after its last line.</summary>
    private static async Task CopyAsync(Stream existing, Stream output, CancellationToken cancellationToken)
    {
        existing.Position = 0;
        await existing.CopyToAsync(output, cancellationToken);
        existing.Position = existing.Length - 1;
        if (existing.ReadByte() != '\n')
            output.WriteByte((byte)'\n');
    }

    /// <summary>Copies the file's rows, each extended to <paramref name="width"/> values.</summary>
    private static async Task ExtendAsync(Stream? existing, CsvWriter writer, int width, CancellationToken cancellationToken)
    {
        if (existing is null)
            return;
        existing.Position = 0;
        await using var reader = ReaderOf(existing);
        while (await reader.ReadAsync(cancellationToken))
        {
            var fields = Enumerable.Range(0, width).Select(index => index < reader.FieldCount ? reader.GetString(index) : "");
            await writer.WriteRecordAsync([.. fields], cancellationToken);
        }
    }

    private static CsvReader ReaderOf(Stream existing) => CsvReader.Create(
        new StreamReader(existing, Encoding.UTF8, leaveOpen: true), new CsvReaderOptions { Separator = ',', DetectSeparatorHint = false });

    private FileSystemStream? Open(string path)
    {
        try
        {
            return _fileSystem.File.OpenRead(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static async Task<OrderedDictionary<string, string>?> NextAsync(
        CsvClaimReader reader, Func<ClaimRow, OrderedDictionary<string, string>?> select, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken) is { } row)
        {
            if (select(row) is { } record)
                return record;
        }

        return null;
    }

    private static OrderedDictionary<string, string>? SkippedRecord(ClaimRow row, Dictionary<long, string> errors) =>
        errors.ContainsKey(row.LineNumber) || ClaimValidation.SkipReasons(row.Claim).Count == 0 ? null : SensitiveData.Mask(row.Claim);

    private static OrderedDictionary<string, string>? ErrorRecord(ClaimRow row, Dictionary<long, string> errors)
    {
        if (!errors.TryGetValue(row.LineNumber, out var error))
            return null;
        var record = SensitiveData.Mask(row.Claim);
        record[ErrorColumn] = error;
        return record;
    }
}
