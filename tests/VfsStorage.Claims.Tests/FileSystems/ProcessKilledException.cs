namespace VfsStorage.Claims.Tests.FileSystems;

/// <summary>Stands for SIGKILL.</summary>
public sealed class ProcessKilledException() : Exception("The process was killed.");
