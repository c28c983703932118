namespace VfsStorage.Transfer;

/// <summary>A transfer that cannot be made as asked for, or that cannot go on: one line that says what to change.</summary>
public sealed class TransferException : IOException
{
    /// <summary>Makes one without a message of its own.</summary>
    public TransferException()
    {
    }

    /// <summary>Says what is wrong.</summary>
    /// <param name="message">One line.</param>
    public TransferException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong, and keeps the cause.</summary>
    /// <param name="message">One line.</param>
    /// <param name="innerException">The cause.</param>
    public TransferException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
