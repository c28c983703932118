using VfsStorage.Objects;

namespace VfsStorage.Streams.Unsent;

/// <summary>Tells callers of a failed close where their data is.</summary>
internal static class Kept
{
    /// <summary>The failure, with the name of the file that keeps the data.</summary>
    public static Exception Told(Exception failure, string path) => With(failure, $"What was written is kept in '{path}'; 'vfs recover' sends it.");

    /// <summary>The failure, with why the data could not be kept either.</summary>
    public static Exception NotKept(Exception failure, Exception keeping) => With(failure, $"What was written could not be kept either: {keeping.Message}");

    private static Exception With(Exception failure, string note) => failure is StoreException store
        ? new StoreException(store.Kind, store.Message, store) { Code = store.Code, Status = store.Status, Note = note }
        : new IOException($"{failure.Message} {note}", failure);
}
