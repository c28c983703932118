using System.Globalization;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Batches;

/// <summary>
/// Gives every row of a batch its own report name: the reference id, or the first free of <c>id_2</c>, <c>id_3</c>…
/// The same rows in the same order get the same names, in a resumed run too.
/// </summary>
internal sealed class ReportNames
{
    // Some disks do not tell names apart by case.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase) { CheckpointFile.Name };
    private readonly List<string> _ofCurrentFile = [];
    private readonly Lock _lock = new();

    /// <summary>Whether rows of this batch are unknown because an archived CSV is gone: a name may be taken without being known.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>A file name that no earlier row of the batch has.</summary>
    public string Next(string referenceId)
    {
        var stem = SafeName.Readable(referenceId);
        var name = stem + ".json";
        lock (_lock)
        {
            for (var number = 2; !_taken.Add(name); number++)
                name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{number}.json");
            _ofCurrentFile.Add(name);
        }

        return name;
    }

    /// <summary>Keeps the names given so far; the next ones belong to another file.</summary>
    public void EndFile()
    {
        lock (_lock)
            _ofCurrentFile.Clear();
    }

    /// <summary>Takes back the names of the current file, which is read again from its first row.</summary>
    public void RestartFile()
    {
        lock (_lock)
        {
            _taken.ExceptWith(_ofCurrentFile);
            _ofCurrentFile.Clear();
        }
    }
}
