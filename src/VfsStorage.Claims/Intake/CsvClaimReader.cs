using System.IO.Abstractions;
using System.Text;
using CsvHelper;

namespace VfsStorage.Claims.Intake;

/// <summary>Reads one CSV file row by row, in memory that does not grow with the file.</summary>
internal sealed class CsvClaimReader : IAsyncDisposable
{
    private const int MaxRecordBytes = 1024 * 1024;

    private readonly string _csvFile;
    private readonly Stream _stream;
    private readonly CsvReader _reader;
    private string?[] _columns = [];
    private CsvMalformedRecord? _malformed;
    private long _lineNumber = 1;

    private CsvClaimReader(string csvFile, Stream stream)
    {
        _csvFile = csvFile;
        _stream = stream;
        var text = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
        _reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = ',',
            DetectSeparatorHint = false,
            TrimWhitespace = true,
            MaxRecordSize = MaxRecordBytes,
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = record => _malformed = record,
        });
    }

    /// <summary>Opens the file and reads its header.</summary>
    /// <exception cref="CsvFileException">The file cannot be read, or has no known column.</exception>
    public static Task<CsvClaimReader> OpenAsync(IFileSystem fileSystem, string path, CancellationToken cancellationToken) =>
        OpenAsync(fileSystem, path, fileSystem.Path.GetFileName(path), cancellationToken);

    /// <summary>Opens a file that was archived under another name than <paramref name="name"/>, from which reference ids are derived.</summary>
    public static async Task<CsvClaimReader> OpenAsync(
        IFileSystem fileSystem, string path, string name, CancellationToken cancellationToken)
    {
        var reader = new CsvClaimReader(name, Guard(name, 1, () => fileSystem.File.OpenRead(path)));
        try
        {
            await reader.ReadHeaderAsync(cancellationToken);
            return reader;
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    /// <summary>How many bytes were read; after the last row, the length of the file that was read.</summary>
    public long BytesRead => _stream.Position;

    /// <summary>The next row, or <see langword="null"/> at the end. Rows without any value are passed over.</summary>
    /// <exception cref="CsvFileException">The file cannot be read on from here.</exception>
    public async Task<ClaimRow?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await AdvanceAsync(cancellationToken))
        {
            var fields = Enumerable.Range(0, _reader.FieldCount).Select(_reader.GetString).ToList();
            if (fields.All(string.IsNullOrWhiteSpace))
                continue;
            _lineNumber++;
            var claim = Claim.FromFields(
                _columns.Select((column, index) => (column, value: index < fields.Count ? fields[index] : ""))
                    .Where(field => field.column is not null)
                    .Select(field => KeyValuePair.Create(field.column!, (string?)field.value)));
            return new ClaimRow(_lineNumber, ReferenceIds.Ensure(claim, _csvFile, _lineNumber), DefectOf(fields));
        }

        return null;
    }

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private async Task ReadHeaderAsync(CancellationToken cancellationToken)
    {
        await GuardAsync(async () =>
        {
            await _reader.ReadHeaderAsync(cancellationToken);
            return true;
        });
        var headers = _reader.Headers.ToList();
        if (headers.Count == 0)
            throw new CsvFileException(_csvFile, $"{_csvFile} is empty: its first line must name the columns.");
        if (headers.Any(header => header.Contains('\0', StringComparison.Ordinal)))
            throw WrongEncoding(null);

        var known = headers.Select(ColumnVariants.Find).ToList();
        if (known.All(column => column is null))
            throw NoKnownColumn(headers);
        _columns = [.. headers.Select((header, index) => known[index] ?? (string.IsNullOrWhiteSpace(header) ? null : header.Trim()))];
    }

    private async Task<bool> AdvanceAsync(CancellationToken cancellationToken)
    {
        _malformed = null;
        var read = await GuardAsync(() => _reader.ReadAsync(cancellationToken));
        // A quote that swallowed line breaks may have swallowed rows: nothing after it can be trusted.
        if (_malformed is { } record && (record.Reason == CsvMalformedReason.UnterminatedQuote || SpansLines(record)))
        {
            throw new CsvFileException(
                _csvFile,
                $"{_csvFile}, line {record.LineNumber}: a quote opens here and is not closed where its value ends. " +
                "Close it, or double each quote inside a quoted value.");
        }

        return read;
    }

    private static bool SpansLines(CsvMalformedRecord record) => record.RawRecord.AsSpan().ContainsAny('\r', '\n');

    private string? DefectOf(List<string> fields)
    {
        var beyond = fields.Skip(_columns.Length).Any(value => !string.IsNullOrWhiteSpace(value));
        return beyond
            ? $"The row has {fields.Count} values for {_columns.Length} columns: put values that contain commas in quotes."
            : null;
    }

    private CsvFileException NoKnownColumn(List<string> headers)
    {
        var hint = headers.Count == 1 && headers[0].AsSpan().ContainsAny(';', '\t', '|') ? "Separate columns with commas, and name" : "Name";
        return new CsvFileException(
            _csvFile,
            $"{_csvFile} has no known column in its first line. {hint} at least " +
            $"{ClaimColumns.EmployeeNumber}, {ClaimColumns.FirstName}, {ClaimColumns.LastName} and {ClaimColumns.CrdNumber} there.");
    }

    private CsvFileException WrongEncoding(Exception? cause) => new(
        _csvFile,
        $"{_csvFile} is not UTF-8 (after row {_lineNumber}): save it as \"CSV UTF-8\" and drop it again.", cause);

    private async Task<bool> GuardAsync(Func<ValueTask<bool>> read)
    {
        try
        {
            return await read();
        }
        catch (DecoderFallbackException exception)
        {
            throw WrongEncoding(exception);
        }
        catch (CsvFormatException exception) when (exception.Message.Contains(nameof(CsvReaderOptions.MaxRecordSize), StringComparison.Ordinal))
        {
            throw new CsvFileException(
                _csvFile, $"{_csvFile}: the record after row {_lineNumber} is longer than 1 MiB. Shorten its values, or close a quote that opens in it.", exception);
        }
        catch (CsvFormatException exception)
        {
            throw new CsvFileException(_csvFile, $"{_csvFile} is not valid CSV after row {_lineNumber}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(_csvFile, _lineNumber, exception);
        }
    }

    private static T Guard<T>(string csvFile, long lineNumber, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(csvFile, lineNumber, exception);
        }
    }

    private static CsvFileException Unreadable(string csvFile, long lineNumber, Exception exception) =>
        new(csvFile, $"{csvFile} cannot be read after row {lineNumber}: {exception.Message}", exception);
}
