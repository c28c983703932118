using System.Text.Json;

namespace VfsStorage.Testing.Storage.Folders;

/// <summary>Records as JSON files that are either old or new, never half written.</summary>
internal static class RecordFile
{
    public static void Write<T>(string path, T record)
    {
        var temporary = path + ".tmp";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(record));
        File.Move(temporary, path, overwrite: true);
    }

    public static T Read<T>(string path) =>
        JsonSerializer.Deserialize<T>(File.ReadAllBytes(path)) ?? throw new InvalidDataException($"{path} holds no record.");
}
