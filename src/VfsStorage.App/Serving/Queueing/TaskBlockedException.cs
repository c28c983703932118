namespace VfsStorage.App.Serving.Queueing;

/// <summary>A task whose check failed for the storage again and again: it is taken up again later, and others have a turn.</summary>
internal sealed class TaskBlockedException(Exception cause) : Exception("The storage does not answer; others have a turn.", cause);
