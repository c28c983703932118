using VfsStorage.Paths;
using VfsStorage.Tree;

namespace VfsStorage.Facades.Infos;

/// <summary>
/// What an info knows of its entry: looked up when first asked and kept until refreshed, as .NET keeps what <c>lstat</c>
/// said. A look-up for one kind that found nothing leaves the other kind open.
/// </summary>
internal sealed class EntryState(FileTree tree)
{
    private Entry? _entry;
    private Wanted? _lookedFor;

    /// <summary>Takes what an enumeration found.</summary>
    public void Know(Entry entry) => (_entry, _lookedFor) = (entry, Wanted.Any);

    public void Forget() => (_entry, _lookedFor) = (null, null);

    public async Task<Entry?> GetAsync(VirtualPath path, Wanted wanted, CancellationToken cancellationToken)
    {
        if (_entry is null && _lookedFor != Wanted.Any && _lookedFor != wanted)
        {
            _entry = await tree.FindAsync(path.WithoutTrailingSeparator(), wanted, followLinks: false, cancellationToken).ConfigureAwait(false);
            _lookedFor = wanted;
        }

        return _entry;
    }
}
