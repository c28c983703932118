using Microsoft.Extensions.Options;

namespace VfsStorage;

/// <summary>
/// The configuration cannot be used. Its message has one line for each mistake, and all of them; each names the key. To be shown to the
/// user as it is: there is nothing to be learned from its stack trace.
/// </summary>
public sealed class StorageConfigurationException : OptionsValidationException
{
    /// <summary>Reports mistakes.</summary>
    /// <param name="mistakes">One line each, at least one.</param>
    public StorageConfigurationException(IEnumerable<string> mistakes)
        : base(Options.DefaultName, typeof(StorageOptions), mistakes.Select(OnOneLine).ToList())
    {
    }

    /// <summary>The mistakes, a line each.</summary>
    public override string Message => string.Join(Environment.NewLine, Failures);

    // What is quoted may hold anything, and must not look like a line of its own.
    private static string OnOneLine(string mistake) => string.Concat(mistake.Select(character => char.IsControl(character) ? '?' : character));
}
