namespace VfsStorage.Streams;

/// <summary>
/// The parts of a draft that are at hand, in the order in which they were touched: in memory, or parked in the spill file where memory is short.
/// </summary>
internal sealed class DraftParts(PartLayout layout, MemoryBudget memory, SpillFile spill)
{
    private readonly LinkedList<DraftPart> _parts = new();

    public int Count => _parts.Count;

    /// <summary>What to let go of first: a clean part, or else the one touched longest ago. There is at least one.</summary>
    public DraftPart Oldest => _parts.FirstOrDefault(part => !part.IsDirty) ?? _parts.First!.Value;

    /// <summary>Where in the spill file a part has its place.</summary>
    public SpillRange PlaceOf(int index) => new(spill, layout.StartOf(index), layout.SizeOf(index));

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

    /// <summary>A part that reads as zero, not among the others yet.</summary>
    public DraftPart New(int index) => new(index, new PartBuffer(memory));

    public void Add(DraftPart part) => _parts.AddLast(part);

    /// <summary>Takes a part out without freeing its memory.</summary>
    public void Remove(DraftPart part) => _parts.Remove(part);

    /// <summary>Notes that a part is in use.</summary>
    public void Touch(DraftPart part)
    {
        if (_parts.Last!.Value != part)
        {
            _parts.Remove(part);
            _parts.AddLast(part);
        }
    }

    /// <summary>
    /// Brings the chunk at an offset within a part into memory. Where there is no room, all else of the draft is parked for it: a writer waits
    /// for nobody who might wait for it.
    /// </summary>
    public async ValueTask BringAsync(DraftPart part, long offset, CancellationToken cancellationToken)
    {
        if (part.Buffer.TryMakeRoom(offset))
        {
            return;
        }

        if (!part.Buffer.IsParked(offset) || !memory.TryHold(ChunkPool.ChunkSize))
        {
            foreach (var other in _parts)
            {
                await other.Buffer.ParkAsync(PlaceOf(other.Index), cancellationToken).ConfigureAwait(false);
            }

            memory.Hold(ChunkPool.ChunkSize);
        }

        await part.Buffer.LoadAsync(offset, PlaceOf(part.Index), cancellationToken).ConfigureAwait(false);
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
