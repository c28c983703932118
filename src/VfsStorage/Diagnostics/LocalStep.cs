using System.Globalization;
using VfsStorage.Configuration;
using static VfsStorage.StorageFindingLevel;

namespace VfsStorage.Diagnostics;

/// <summary>Tries an area on the local disk: is its folder there, can it be worked in, is there room.</summary>
internal sealed class LocalStep(StorageArea area, LocalStorageOptions local)
{
    private const long Little = 1L << 30;
    private const long VeryLittle = 100L << 20;

    private readonly string _folder = area.LocalPath(local);

    public IEnumerable<StorageFinding> Run()
    {
        if (!Directory.Exists(_folder))
        {
            yield return File.Exists(_folder)
                ? new StorageFinding(area.Name, Error, $"{_folder} is a file") { Remedy = $"Correct {area.FolderKey}, or rename the file." }
                : Missing();
            yield break;
        }

        var works = Works();
        yield return works ?? new StorageFinding(area.Name, Ok, $"{_folder}: list, write, read, move, delete");
        if (works is null) yield return Room();
    }

    private StorageFinding Missing()
    {
        var parent = _folder;
        while (!Directory.Exists(parent) && Path.GetDirectoryName(parent) is { } above) parent = above;
        var failure = Failure(() => WriteAndRemove(parent));
        return failure is null
            ? new StorageFinding(area.Name, Ok, $"{_folder} is not there yet; it is made when it is needed")
            : new StorageFinding(area.Name, Error, $"{_folder} is not there, and cannot be made in {parent}: {failure}") { Remedy = $"Make it, or correct {area.FolderKey} or storage.local.base_path." };
    }

    private StorageFinding? Works()
    {
        if (Failure(() => _ = Directory.EnumerateFileSystemEntries(_folder).Any()) is { } noList)
            return new StorageFinding(area.Name, Error, $"{_folder} cannot be listed: {noList}") { Remedy = "Give this user the permission to read the folder (chmod, chown)." };
        return Failure(() => WriteAndRemove(_folder)) is { } noWrite
            ? new StorageFinding(area.Name, Error, $"{_folder} cannot be written in: {noWrite}") { Remedy = "Give this user the permission to write in the folder (chmod, chown), or mount the disk for writing." }
            : null;
    }

    private StorageFinding Room()
    {
        var free = new DriveInfo(_folder).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"{free / (double)(1 << 30):N1} GiB are free");
        return free >= Little
            ? new StorageFinding(area.Name, Ok, text)
            : new StorageFinding(area.Name, free < VeryLittle ? Error : Warning, text) { Remedy = $"Make room, or let {area.FolderKey} lead to a larger disk." };
    }

    private static void WriteAndRemove(string folder)
    {
        var path = Path.Combine(folder, $"{ThrowAwayKeys.DiagnosisPrefix}{Guid.NewGuid():N}");
        var moved = path + "-moved";
        try
        {
            File.WriteAllText(path, "vfs doctor");
            File.Move(path, moved);
            if (File.ReadAllText(moved) != "vfs doctor") throw new IOException("What was written is not what is read.");
        }
        finally
        {
            File.Delete(path);
            File.Delete(moved);
        }
    }

    private static string? Failure(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message.TrimEnd('.');
        }
    }
}
