using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Tree;

namespace VfsStorage.Streams;

/// <summary>One open handle: the path it writes to, which follows moves, and whether that path still is a name of it.</summary>
internal sealed class OpenFile(OpenFiles owner, VirtualPath path, bool isExclusive) : IDisposable
{
    private readonly List<MetadataChange> _noted = [];
    private bool _isNoted;
    private volatile ObjectInfo? _newer;
    private volatile Func<ObjectInfo>? _pending;
    private volatile Func<ObjectInfo>? _description;

    /// <summary>Tells of a file that only exists in this handle yet; set while it is being created.</summary>
    public Func<ObjectInfo>? Pending
    {
        get => _pending;
        set
        {
            _description = value ?? _description;
            _pending = value;
        }
    }

    /// <summary>Its opening is done: what was found then is what it stands for.</summary>
    public bool IsOpened { get; set; }

    /// <summary>It was opened by <see cref="FileMode.CreateNew"/>: until it is stored, what the store has at its path is another file, and its close fails for it.</summary>
    public bool IsClaim { get; init; }

    /// <summary>The handle edits the file's content at any place, so that what other such handles publish concerns it.</summary>
    public bool IsEditor { get; set; }

    /// <summary>What another handle has published since this one last looked; <see langword="null"/> if none has.</summary>
    public ObjectInfo? Newer => _newer;

    /// <summary>Another handle edits the file, too.</summary>
    public bool IsShared => owner.IsEditedBesides(this);

    /// <summary>Where the file is now.</summary>
    public VirtualPath Path { get; set; } = path;

    /// <summary>No other handle may open the file.</summary>
    public bool IsExclusive { get; } = isExclusive;

    /// <summary>The file was deleted or replaced while open.</summary>
    public bool IsUnlinked { get; set; }

    /// <summary>The store does not have the file yet.</summary>
    public bool IsNew => Pending is not null;

    /// <summary>What a look-up of the file finds before the store has it; or found a moment ago, if it has just got it.</summary>
    public ObjectInfo Describe()
    {
        var described = _description!();
        lock (_noted)
        {
            return _noted.Aggregate(described, (info, change) => info with { Headers = HeaderCodec.Apply(info, EntryKind.File, change, info.LastModified) });
        }
    }

    /// <summary>Times or modes were set while the store did not have the file.</summary>
    public bool HasNotes
    {
        get
        {
            lock (_noted)
            {
                return _noted.Count > 0;
            }
        }
    }

    /// <summary>Notes times or modes to be set when the file is stored; false if that is over.</summary>
    public bool TryNote(MetadataChange change)
    {
        lock (_noted)
        {
            if (!_isNoted)
            {
                _noted.Add(change);
            }

            return !_isNoted;
        }
    }

    /// <summary>What was noted, in its order; nothing more is from now on.</summary>
    public IReadOnlyList<MetadataChange> TakeNotes()
    {
        lock (_noted)
        {
            _isNoted = true;
            return _noted;
        }
    }

    /// <summary>Tells the other handles that edit the file of a version that this one has published.</summary>
    public void Published(ObjectInfo version) => owner.Tell(this, version);

    /// <summary>Another handle has published a version.</summary>
    public void Learn(ObjectInfo version) => _newer = version;

    /// <summary>The version that was learnt of is known now; if there is a still newer one, that stays to be looked at.</summary>
    public void CaughtUpWith(ObjectInfo? version) => Interlocked.CompareExchange(ref _newer, null, version);

    public void Dispose() => owner.Close(this);
}
