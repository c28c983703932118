using System.Text;

namespace VfsStorage.Tests.Transfer;

/// <summary>A tree of everything that copies get wrong, on the disk.</summary>
internal static class NastyTree
{
    private static readonly DateTime Odd = new DateTime(1999, 12, 31, 23, 59, 59, DateTimeKind.Utc).AddTicks(1234567);

    /// <summary>Makes the tree.</summary>
    /// <param name="root">An existing, empty directory.</param>
    /// <param name="small">How many small files beside the odd ones.</param>
    /// <param name="largeBytes">The size of the one large file.</param>
    public static void Make(string root, int small, long largeBytes)
    {
        string[] names =
        [
            "plain.txt", ".hidden", "..two dots", "with space", " leading", "trailing ", "per%cent%20", "plus+and&amp", "qu?estion#hash",
            "back\\slash", "quote'\"", "caf\u00e9-composed", "cafe\u0301-decomposed", "\U0001F600", "\u4E2D\u6587", "star*", "semi;colon:", "tab\tname", "new\nline",
            "=?UTF-8?B?eA==?=", new string('n', 255), "~tilde", "a.b.c", "CASE", "case", "-dash",
        ];
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
        {
            Write(Path.Combine(root, name), $"content of {name}", index);
            Write(Path.Combine(Directory.CreateDirectory(Path.Combine(root, "d " + index)).FullName, name), "", index);
        }

        // The same name as a directory's, but for what follows: "foo" must not see "foo.bar".
        Write(Path.Combine(Directory.CreateDirectory(Path.Combine(root, "foo.bar")).FullName, "x"), "1", 0);
        Write(Path.Combine(Directory.CreateDirectory(Path.Combine(root, "foo")).FullName, "x"), "2", 0);
        var deep = Path.Combine([root, .. Enumerable.Repeat("deep", 40)]);
        Directory.CreateDirectory(deep);
        Write(Path.Combine(deep, "bottom"), "far down", 0);
        var empty = Directory.CreateDirectory(Path.Combine(root, "empty", "inner")).FullName;

        for (var index = 0; index < small; index++)
        {
            var directory = Path.Combine(root, "many", $"{index % 20:00}");
            Directory.CreateDirectory(directory);
            Write(Path.Combine(directory, $"file-{index:00000}.txt"), $"small {index}", index);
        }

        WriteLarge(Path.Combine(root, "large.bin"), largeBytes);
        File.CreateSymbolicLink(Path.Combine(root, "link-to-file"), "plain.txt");
        File.CreateSymbolicLink(Path.Combine(root, "link-to-directory"), "foo");
        File.CreateSymbolicLink(Path.Combine(root, "link-to-nothing"), "no/such \u00e9 file");
        File.CreateSymbolicLink(Path.Combine(root, "foo", "link-up"), "../plain.txt");
        File.CreateSymbolicLink(Path.Combine(root, "foo", "link-in-a-circle"), ".");
        File.SetLastWriteTimeUtc(Path.Combine(root, "link-to-file"), Odd);

        Write(Path.Combine(root, "before-1970"), "old", 0);
        File.SetLastWriteTimeUtc(Path.Combine(root, "before-1970"), new DateTime(1969, 7, 20, 20, 17, 40, DateTimeKind.Utc).AddTicks(1));
        Write(Path.Combine(root, "in-2100"), "new", 0);
        File.SetLastWriteTimeUtc(Path.Combine(root, "in-2100"), new DateTime(2100, 2, 28, 0, 0, 0, DateTimeKind.Utc).AddTicks(9999999));
        File.SetUnixFileMode(Path.Combine(root, "plain.txt"), UnixFileMode.UserRead);
        File.SetUnixFileMode(Path.Combine(root, ".hidden"), (UnixFileMode)0xFFF);
        File.SetUnixFileMode(Path.Combine(root, "foo"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Directory.SetLastWriteTimeUtc(empty, Odd);
        Directory.SetLastWriteTimeUtc(Path.Combine(root, "foo"), Odd.AddYears(3));
    }

    private static void Write(string path, string content, int number)
    {
        File.WriteAllText(path, content, new UTF8Encoding(false));
        File.SetLastWriteTimeUtc(path, Odd.AddHours(number).AddTicks(number));
    }

    /// <summary>Some bytes in every MiB, each time others, so that parts cannot be mixed up; holes between them, so that it takes no room.</summary>
    private static void WriteLarge(string path, long bytes)
    {
        var block = new byte[4096];
        using var stream = new FileStream(path, FileMode.Create);
        stream.SetLength(bytes);
        for (long offset = 0; offset + block.Length <= bytes; offset += 1 << 20)
        {
            new Random((int)(offset >> 20)).NextBytes(block);
            stream.Position = offset;
            stream.Write(block);
        }
    }
}
