using System.IO.Abstractions;

namespace VfsStorage.Tests.Differential;

/// <summary>Copies, moves, replacements, deletions and new directories.</summary>
internal sealed class NamespaceOperations(Random random, PathPool paths)
{
    public Operation Next()
    {
        var file = paths.NextFile();
        var directory = paths.NextDirectory();
        var target = paths.NextTarget();
        var existing = paths.NextFile();

        // A name of its own: a disk removes an existing backup before it looks for anything else, even when that is the source. S3 loses nothing.
        var backup = random.Next(2) == 0 ? null : $"backup-{random.Next()}";
        var flag = random.Next(2) == 0;
        return random.Next(20) switch
        {
            0 or 1 => new($"File.Copy {file} {target} {flag}", Does((fs, at) => fs.File.Copy(at(file), at(target), flag))),
            2 or 3 => new($"File.Move {file} {target} {flag}", Does((fs, at) => fs.File.Move(at(file), at(target), flag))),
            4 => new($"File.Replace {file} {existing} {backup ?? "null"}",
                Does((fs, at) => fs.File.Replace(at(file), at(existing), backup is null ? null : at(backup)))),
            5 => new($"File.Delete {file}", Does((fs, at) => fs.File.Delete(at(file)))),
            6 => new($"Directory.Delete {directory} {flag}", Does((fs, at) => fs.Directory.Delete(at(directory), flag))),
            7 or 8 or 9 => new($"Directory.Move {directory} {target}", Does((fs, at) => fs.Directory.Move(at(directory), at(target)))),
            10 => new($"FileInfo.CopyTo {file} {target} {flag}",
                side => side.FileSystem.FileInfo.New(side.PathOf(file)).CopyTo(side.PathOf(target), flag).FullName),
            11 => new($"FileInfo.MoveTo {file} {target} {flag}", side =>
            {
                var info = side.FileSystem.FileInfo.New(side.PathOf(file));
                info.MoveTo(side.PathOf(target), flag);
                return $"{info.FullName} {info.Exists}";
            }),
            12 => new($"DirectoryInfo.MoveTo {directory} {target}", Does((fs, at) => fs.DirectoryInfo.New(at(directory)).MoveTo(at(target)))),
            13 => new($"CreateSubdirectory {directory} {target}",
                side => side.FileSystem.DirectoryInfo.New(side.PathOf(directory)).CreateSubdirectory(target).FullName),
            14 => new($"FileInfo.Delete {file}", Does((fs, at) => fs.FileInfo.New(at(file)).Delete())),
            _ => new($"CreateDirectory {target}", side => side.FileSystem.Directory.CreateDirectory(side.PathOf(target)).FullName),
        };
    }

    private static Func<Side, string> Does(Action<IFileSystem, Func<string, string>> act) => side =>
    {
        act(side.FileSystem, side.PathOf);
        return "done";
    };
}
