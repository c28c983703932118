using System.IO.Abstractions;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Holds;

/// <summary>
/// A hold where files can be locked: on a disk. The lock is an open file, so a killed process gives it back; it goes when it is closed, so that
/// nothing is left but the results. A file beside it says whose it is.
/// </summary>
internal sealed class LockedHold : AreasHold
{
    private const string Extension = ".lock";
    private const string Advice = "wait for its end, or stop it there.";

    private readonly ClaimsWorkspace _workspace;
    private readonly FileSystemStream _lock;
    private readonly string _note;

    private LockedHold(ClaimsWorkspace workspace, FileSystemStream file, string note)
    {
        _workspace = workspace;
        _lock = file;
        _note = note;
    }

    public static async Task<AreasHold> AcquireAsync(ClaimsWorkspace workspace, HoldKey key)
    {
        var file = await LockAsync(workspace, key);
        var hold = new LockedHold(workspace, file, NoteOf(workspace, key));
        try
        {
            await workspace.FileSystem.File.WriteAllBytesAsync(hold._note, ReportJson.ToBytes(HoldRecord.Of(workspace)));
            foreach (var other in OthersOf(workspace, key))
            {
                // One that nobody has open was left by a killed process, and goes now.
                await using var theirs = await LockAsync(workspace, other);
            }

            return hold;
        }
        catch
        {
            await hold.DisposeAsync();
            throw;
        }
    }

    public override ValueTask EnsureAsync() => ValueTask.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        try
        {
            _workspace.FileSystem.File.Delete(_note);
        }
        finally
        {
            await _lock.DisposeAsync();
        }
    }

    private static string PathOf(ClaimsWorkspace workspace, HoldKey key) =>
        workspace.FileSystem.Path.Combine(key.Kind.FolderOf(workspace), key.Name + Extension);

    private static string NoteOf(ClaimsWorkspace workspace, HoldKey key) => PathOf(workspace, key) + ".json";

    private static IEnumerable<HoldKey> OthersOf(ClaimsWorkspace workspace, HoldKey key) => workspace.FileSystem.Directory
        .EnumerateFiles(key.Kind.FolderOf(workspace), key.Kind.Prefix + "*" + Extension)
        .Select(path => HoldKey.Parse(key.Kind, workspace.FileSystem.Path.GetFileNameWithoutExtension(path)))
        .OfType<HoldKey>()
        .Where(other => other != key && key.Excludes(other));

    private static async Task<FileSystemStream> LockAsync(ClaimsWorkspace workspace, HoldKey key)
    {
        try
        {
            var file = FileLock.Open(workspace.FileSystem, PathOf(workspace, key));
            if (workspace.FileSystem.File.Exists(PathOf(workspace, key)))
                return file;
            // A process that ended between our opening and our locking took the name away: this lock keeps nobody out.
            await file.DisposeAsync();
        }
        catch (IOException exception) when (FileLock.IsHeld(exception))
        {
            // Said below.
        }

        var note = NoteOf(workspace, key);
        var content = workspace.FileSystem.File.Exists(note) ? await workspace.FileSystem.File.ReadAllBytesAsync(note) : null;
        throw Held(workspace, key, HoldFolder.Parse(content), Advice);
    }
}
