namespace VfsStorage.Streams;

/// <summary>The parts of a draft that are in memory, in the order in which they were touched.</summary>
internal sealed class PartWindow
{
    private readonly LinkedList<DraftPart> _parts = new();

    public int Count => _parts.Count;

    /// <summary>What to let go of first: a clean part, or else the one touched longest ago. There is at least one.</summary>
    public DraftPart Oldest => _parts.FirstOrDefault(part => !part.IsDirty) ?? _parts.First!.Value;

    public DraftPart? Find(int index)
    {
        // The part in use is the one touched last.
        for (var node = _parts.Last; node is not null; node = node.Previous)
        {
            if (node.Value.Index == index)
            {
                return node.Value;
            }
        }

        return null;
    }

    public void Add(DraftPart part) => _parts.AddLast(part);

    /// <summary>Takes a part out without freeing its memory.</summary>
    public void Remove(DraftPart part) => _parts.Remove(part);

    /// <summary>Notes that a part is in use.</summary>
    public void Touch(DraftPart part)
    {
        _parts.Remove(part);
        _parts.AddLast(part);
    }

    /// <summary>Notes that the parts are as the store has them.</summary>
    public void MarkClean()
    {
        foreach (var part in _parts)
        {
            part.IsDirty = false;
        }
    }

    /// <summary>Frees parts.</summary>
    public void Drop(Predicate<DraftPart> which)
    {
        foreach (var part in _parts.Where(part => which(part)).ToList())
        {
            _parts.Remove(part);
            part.Buffer.Dispose();
        }
    }
}
