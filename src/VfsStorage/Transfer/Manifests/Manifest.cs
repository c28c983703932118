using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer.Manifests;

/// <summary>
/// What is done, as lines of JSON in a local file that only grows: a line is in the file before the next piece of work begins, so that a process
/// that was killed leaves no more than one piece per worker unknown. A line that was cut off at the end is dropped. Safe for use by many threads.
/// </summary>
internal sealed class Manifest : IDisposable
{
    /// <summary>Below this a file is not worth the work.</summary>
    private const int CompactFromLines = 1_000;

    private readonly ConcurrentDictionary<string, ManifestEntry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private FileStream? _file;

    private Manifest(FileStream? file) => _file = file;

    /// <summary>Whether what is half done is kept for another run.</summary>
    public bool IsKept => _file is not null;

    /// <summary>Whether an earlier run wrote here and did not come to its end.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>How many copies earlier runs have proven.</summary>
    public int CountProven => _entries.Values.Count(entry => entry.Proven is not null);

    /// <summary>Opens the manifest of a transfer, or begins one.</summary>
    /// <param name="path">The local file, or <see langword="null"/> to keep nothing.</param>
    /// <param name="source">Where the transfer is from.</param>
    /// <param name="destination">Where it goes.</param>
    /// <exception cref="TransferException">The file is of another transfer, is in use, or is no manifest.</exception>
    public static Manifest Open(string? path, TreeSide source, TreeSide destination)
    {
        if (path is null)
        {
            return new Manifest(null);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException inUse) when (File.Exists(path))
        {
            throw new TransferException($"The manifest '{path}' is in use: another run of this transfer is under way.", inUse);
        }

        try
        {
            var manifest = new Manifest(file);
            manifest.Read(path, new ManifestLine { State = ManifestState.Transfer, Path = destination.Name, Source = source.Name });
            return manifest;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public ManifestEntry? Find(string path) => _entries.GetValueOrDefault(path);

    public void Begun(string path, FileFacts facts, string token, long partSize) => Add(
        new ManifestLine { State = ManifestState.Begun, Path = path, Source = facts.Version, Copy = token, Size = facts.Length, PartSize = partSize });

    public void Arrived(string path, FileFacts facts, PartProof part) => Add(new ManifestLine
    {
        State = ManifestState.Part,
        Path = path,
        Source = facts.Version,
        Part = part.Number,
        Copy = part.ETag,
        Size = part.Length,
        Crc32 = Crc32Text.Format(part.Crc32),
        Checked = part.IsChecked ? true : null,
    });

    /// <summary>A copy is proven; <paramref name="crc32"/> where its content was looked at.</summary>
    public void Proven(string path, FileFacts facts, string copy, uint? crc32) => Add(new ManifestLine
    {
        State = ManifestState.Proven,
        Path = path,
        Source = facts.Version,
        Copy = copy,
        Size = facts.Length,
        Written = facts.Metadata.LastWriteTime,
        Mode = Convert.ToString((int)facts.Metadata.Mode, 8),
        Crc32 = crc32 is { } value ? Crc32Text.Format(value) : null,
    });

    public void Retired(string path, string version) => Add(new ManifestLine { State = ManifestState.Retired, Path = path, Source = version });

    public void Failed(string path, string reason) => Add(new ManifestLine { State = ManifestState.Failed, Path = path, Reason = reason });

    public void Finished() => Add(new ManifestLine { State = ManifestState.Finished });

    /// <summary>Forgets what was begun, because it is gone or was dropped.</summary>
    public void Drop(string path) => Add(new ManifestLine { State = ManifestState.Dropped, Path = path });

    public void Dispose()
    {
        _file?.Flush(flushToDisk: true);
        _file?.Dispose();
    }

    private void Add(ManifestLine line)
    {
        Apply(line);
        if (_file is null)
        {
            return;
        }

        var bytes = ToBytes(line);
        lock (_gate)
        {
            _file.Write(bytes);
            // To the system, where the death of the process leaves it alone.
            _file.Flush();
        }
    }

    private void Apply(ManifestLine line)
    {
        IsInterrupted = line.State is not (ManifestState.Finished or ManifestState.Transfer);
        switch (line.State)
        {
            case ManifestState.Begun:
                _entries[line.Path] = new ManifestEntry(line.Source) { Token = line.Copy, PartSize = line.PartSize ?? 0, Parts = new ConcurrentDictionary<int, PartProof>() };
                break;
            case ManifestState.Part when Find(line.Path) is { Parts: ConcurrentDictionary<int, PartProof> parts } && line is { Part: { } number, Size: { } size }:
                parts[number] = new PartProof(number, line.Copy ?? "", Crc32Text.Parse(line.Crc32) ?? 0, size) { IsChecked = line.Checked == true };
                break;
            case ManifestState.Proven:
                _entries[line.Path] = new ManifestEntry(line.Source) { Proven = line.Copy ?? "" };
                break;
            case ManifestState.Dropped:
                _entries.TryRemove(line.Path, out _);
                break;
        }
    }

    private void Read(string path, ManifestLine wanted)
    {
        var bytes = new byte[_file!.Length];
        _file.ReadExactly(bytes);
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        if (end == 0)
        {
            _file.SetLength(0);
            Add(wanted);
            return;
        }

        var lines = Encoding.UTF8.GetString(bytes, 0, end - 1).Split('\n').Select((text, index) => Parse(text, path, index + 1)).ToList();
        if ((lines[0].State, lines[0].Path, lines[0].Source) != (wanted.State, wanted.Path, wanted.Source))
        {
            throw new TransferException($"The manifest '{path}' is of another transfer, from {lines[0].Source} to {lines[0].Path}. Name another file, or delete it.");
        }

        lines.ForEach(Apply);
        _file.SetLength(end);
        _file.Position = end;
        var rest = ManifestCompaction.Of(lines);
        if (rest.Count < lines.Count / 2 && lines.Count > CompactFromLines)
        {
            Replace(path, rest);
        }
    }

    /// <summary>Begins the file anew with fewer lines, which take its place all at once.</summary>
    private void Replace(string path, List<ManifestLine> lines)
    {
        var file = new FileStream(path + ".new", FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        foreach (var line in lines)
        {
            file.Write(ToBytes(line));
        }

        file.Flush(flushToDisk: true);
        File.Move(path + ".new", path, overwrite: true);
        _file!.Dispose();
        _file = file;
    }

    private static byte[] ToBytes(ManifestLine line) => [.. JsonSerializer.SerializeToUtf8Bytes(line, ManifestJson.Readable.ManifestLine), (byte)'\n'];

    private static ManifestLine Parse(string text, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ManifestJson.Readable.ManifestLine) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException broken)
        {
            var line = number.ToString(CultureInfo.InvariantCulture);
            throw new TransferException($"'{path}' is no manifest, or is damaged in line {line}. Name another file, or delete it to start over.", broken);
        }
    }
}
