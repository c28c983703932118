namespace VfsStorage.App.Hosting;

/// <summary>A mistake in the configuration or on the command line; each line of the message names one thing to change.</summary>
internal sealed class UsageException(string message, Exception? innerException = null) : Exception(message, innerException);
