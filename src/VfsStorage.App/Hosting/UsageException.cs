namespace VfsStorage.App.Hosting;

/// <summary>Mistakes in the configuration or on the command line, one line each that names what to change.</summary>
internal sealed class UsageException : Exception
{
    /// <summary>Reports one mistake.</summary>
    public UsageException(string mistake, Exception? innerException = null)
        : this([mistake], innerException)
    {
    }

    /// <summary>Reports several mistakes.</summary>
    public UsageException(IReadOnlyList<string> mistakes, Exception? innerException = null)
        : base(string.Join(Environment.NewLine, mistakes), innerException) => Mistakes = mistakes;

    /// <summary>The mistakes.</summary>
    public IReadOnlyList<string> Mistakes { get; }
}
