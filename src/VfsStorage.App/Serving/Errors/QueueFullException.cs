namespace VfsStorage.App.Serving.Errors;

/// <summary>So many claims wait already that no more are accepted for now.</summary>
internal sealed class QueueFullException() : Exception("Too many claims are waiting: try again later.");
