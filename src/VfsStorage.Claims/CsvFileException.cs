namespace VfsStorage.Claims;

/// <summary>A CSV file that cannot be read, or not to its end. The file stays where it is; other files are not affected.</summary>
public sealed class CsvFileException : ClaimsException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="csvFile">The file's name.</param>
    /// <param name="message">What is wrong and what to change, in one line.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public CsvFileException(string csvFile, string message, Exception? innerException = null)
        : base(message, innerException) => CsvFile = csvFile;

    /// <summary>The file's name.</summary>
    public string CsvFile { get; }
}
