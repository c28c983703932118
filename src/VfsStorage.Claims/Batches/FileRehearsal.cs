namespace VfsStorage.Claims.Batches;

/// <summary>What a batch would do with one CSV file.</summary>
/// <param name="CsvFile">The file's name in the input area.</param>
public sealed record FileRehearsal(string CsvFile)
{
    /// <summary>Rows that would be checked.</summary>
    public int Ready { get; init; }

    /// <summary>Rows that would be skipped for missing values.</summary>
    public int Skipped { get; init; }

    /// <summary>Rows that would go to <c>errors.csv</c>.</summary>
    public int Defective { get; init; }

    /// <summary>All rows read.</summary>
    public int Rows => Ready + Skipped + Defective;

    /// <summary>Why rows would be skipped, and how many for each reason.</summary>
    public IReadOnlyDictionary<string, int> SkipReasons { get; init; } = new Dictionary<string, int>();

    /// <summary>The first problems, in one line each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Why the file could not be read to its end, in one line; <see langword="null"/> if it could.</summary>
    public string? Error { get; init; }
}
