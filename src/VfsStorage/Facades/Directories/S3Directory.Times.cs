namespace VfsStorage.Facades.Directories;

// The times of a directory are read and set as a file's are.
internal sealed partial class S3Directory
{
    public DateTime GetCreationTime(string path) => FileSystem.File.GetCreationTime(path);

    public DateTime GetCreationTimeUtc(string path) => FileSystem.File.GetCreationTimeUtc(path);

    public void SetCreationTime(string path, DateTime creationTime) => FileSystem.File.SetCreationTime(path, creationTime);

    public void SetCreationTimeUtc(string path, DateTime creationTimeUtc) => FileSystem.File.SetCreationTimeUtc(path, creationTimeUtc);

    public DateTime GetLastAccessTime(string path) => FileSystem.File.GetLastAccessTime(path);

    public DateTime GetLastAccessTimeUtc(string path) => FileSystem.File.GetLastAccessTimeUtc(path);

    public void SetLastAccessTime(string path, DateTime lastAccessTime) => FileSystem.File.SetLastAccessTime(path, lastAccessTime);

    public void SetLastAccessTimeUtc(string path, DateTime lastAccessTimeUtc) => FileSystem.File.SetLastAccessTimeUtc(path, lastAccessTimeUtc);

    public DateTime GetLastWriteTime(string path) => FileSystem.File.GetLastWriteTime(path);

    public DateTime GetLastWriteTimeUtc(string path) => FileSystem.File.GetLastWriteTimeUtc(path);

    public void SetLastWriteTime(string path, DateTime lastWriteTime) => FileSystem.File.SetLastWriteTime(path, lastWriteTime);

    public void SetLastWriteTimeUtc(string path, DateTime lastWriteTimeUtc) => FileSystem.File.SetLastWriteTimeUtc(path, lastWriteTimeUtc);
}
