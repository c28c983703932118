using Microsoft.Win32.SafeHandles;

namespace VfsStorage.Tests.Behaviour.Files;

/// <summary>OpenHandle, the handle overloads, RandomAccess and the lock extensions: real handles, or a refusal that says why.</summary>
public sealed class HandleTests(Backend backend) : FileSystemBehaviour(backend)
{
    [Test]
    public void OpenHandle_NoHandles_IsRefusedWithAReason()
    {
        if (IsCapableOf(Capabilities.Handles))
            Assert.Ignore("This backend has handles.");
        Assert.That(() => FileSystem.File.OpenHandle(AFile()), Throws.InstanceOf<NotSupportedException>().With.Message.Not.Empty);
    }

    [Test]
    public void RandomAccess_NoHandles_IsRefusedWithAReason()
    {
        if (IsCapableOf(Capabilities.Handles))
            Assert.Ignore("This backend has handles.");
        using var handle = new SafeFileHandle();
        var access = FileSystem.RandomAccess;
        Assert.Multiple(() =>
        {
            Assert.That(() => access.GetLength(handle), Throws.InstanceOf<NotSupportedException>());
            Assert.That(() => access.SetLength(handle, 1), Throws.InstanceOf<NotSupportedException>());
            Assert.That(() => access.FlushToDisk(handle), Throws.InstanceOf<NotSupportedException>());
            Assert.That(() => access.Read(handle, new byte[1].AsSpan(), 0), Throws.InstanceOf<NotSupportedException>());
            Assert.That(() => access.Write(handle, new byte[1].AsSpan(), 0), Throws.InstanceOf<NotSupportedException>());
            Assert.That(() => FileSystem.File.GetAttributes(handle), Throws.InstanceOf<NotSupportedException>());
            Assert.That(() => FileSystem.FileStream.New(handle, FileAccess.Read), Throws.InstanceOf<NotSupportedException>());
        });
    }

    [Test]
    public void RandomAccess_FileSystem_IsTheFileSystem() => Assert.That(FileSystem.RandomAccess.FileSystem, Is.SameAs(FileSystem));

    [Test]
    public void OpenHandle_Missing_Throws()
    {
        Requires(Capabilities.Handles);
        Assert.That(() => FileSystem.File.OpenHandle(MissingFile), Fails.FileNotFound(MissingFile));
        Assert.That(() => FileSystem.File.OpenHandle(null!), Fails.ArgumentNull("path"));
    }

    [Test]
    public void GetAndSet_Handle_ReachTheFile()
    {
        Requires(Capabilities.Handles);
        var path = AFile();
        var time = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        using var handle = FileSystem.File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        var file = FileSystem.File;
        file.SetCreationTimeUtc(handle, time);
        Assert.That(file.GetCreationTimeUtc(handle), Is.EqualTo(time));
        file.SetCreationTime(handle, time.ToLocalTime());
        Assert.That(file.GetCreationTime(handle), Is.EqualTo(time.ToLocalTime()));
        file.SetLastAccessTimeUtc(handle, time);
        Assert.That(file.GetLastAccessTimeUtc(handle), Is.EqualTo(time));
        file.SetLastAccessTime(handle, time.ToLocalTime());
        Assert.That(file.GetLastAccessTime(handle), Is.EqualTo(time.ToLocalTime()));
        file.SetLastWriteTimeUtc(handle, time);
        Assert.That(file.GetLastWriteTimeUtc(handle), Is.EqualTo(time));
        file.SetLastWriteTime(handle, time.ToLocalTime());
        Assert.That(file.GetLastWriteTime(handle), Is.EqualTo(time.ToLocalTime()));
        file.SetUnixFileMode(handle, UnixFileMode.UserRead);
        Assert.That(file.GetUnixFileMode(handle), Is.EqualTo(UnixFileMode.UserRead));
        file.SetAttributes(handle, FileAttributes.Normal);
        Assert.That(file.GetAttributes(handle), Is.EqualTo(FileAttributes.Normal));
    }

    [Test]
    public async Task RandomAccess_Handle_ReadsAndWritesAnywhere()
    {
        Requires(Capabilities.Handles);
        var path = AFile();
        var access = FileSystem.RandomAccess;
        using (var handle = FileSystem.File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite))
        {
            var buffer = new byte[3];
            Assert.That(access.GetLength(handle), Is.EqualTo(7));
            Assert.That(access.Read(handle, buffer, 2), Is.EqualTo(3));
            Assert.That(access.Read(handle, [new byte[2].AsMemory(), new byte[9].AsMemory()], 1), Is.EqualTo(6));
            Assert.That(await access.ReadAsync(handle, buffer.AsMemory(), 6), Is.EqualTo(1));
            Assert.That(await access.ReadAsync(handle, [new byte[9].AsMemory()], 0), Is.EqualTo(7));
            access.Write(handle, "X"u8, 0);
            access.Write(handle, [(ReadOnlyMemory<byte>)"Y"u8.ToArray()], 1);
            await access.WriteAsync(handle, "Z"u8.ToArray().AsMemory(), 2);
            await access.WriteAsync(handle, [(ReadOnlyMemory<byte>)"!"u8.ToArray()], 3);
            access.SetLength(handle, 5);
            access.FlushToDisk(handle);
        }

        Assert.That(TextOf(path), Is.EqualTo("XYZ!e"));
    }

    [Test]
    public void New_Handle_ReadsThroughIt()
    {
        Requires(Capabilities.Handles);
        var path = AFile();
        using (var stream = FileSystem.FileStream.New(FileSystem.File.OpenHandle(path), FileAccess.Read))
            Assert.That(stream.ReadByte(), Is.EqualTo('c'));
        using (var stream = FileSystem.FileStream.New(FileSystem.File.OpenHandle(path), FileAccess.Read, 100))
            Assert.That(stream.ReadByte(), Is.EqualTo('c'));
        using (var stream = FileSystem.FileStream.New(
            FileSystem.File.OpenHandle(path, options: FileOptions.Asynchronous), FileAccess.Read, 100, isAsync: true))
            Assert.That(stream.ReadByte(), Is.EqualTo('c'));
    }

    [Test]
    public void Encrypt_OnLinux_IsRefused()
    {
        var path = AFile();
        Assert.That(() => FileSystem.File.Encrypt(path), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => FileSystem.File.Decrypt(path), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => FileSystem.FileInfo.New(path).Encrypt(), Throws.InstanceOf<NotSupportedException>());
        Assert.That(() => FileSystem.FileInfo.New(path).Decrypt(), Throws.InstanceOf<NotSupportedException>());
        Assert.That(TextOf(path), Is.EqualTo("content"));
    }
}
