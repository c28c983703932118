using VfsStorage.Transfer.Manifests;
using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer.Planning;

/// <summary>Tells whether an entry is at the destination already: by the manifest, by size, times and mode, and by content where that is asked for.</summary>
internal sealed class EqualityCheck(TreeSide source, TreeSide target, TransferOptions options, Manifest manifest)
{
    // A source that is to go needs a copy whose content was looked at.
    private bool LooksAtContent => options.CompareContent || options.DeleteSource || options.ArchiveSource is not null;

    public async Task<EntryState> CheckAsync(PlannedEntry entry, CancellationToken cancellationToken)
    {
        var known = manifest.Find(entry.Path);
        var isSameSource = known?.Proven is not null && known.Source == entry.Source.Version;
        if (entry.Target is not { } there)
        {
            return isSameSource && options.SkipKnown ? EntryState.Proven : EntryState.Differs;
        }

        if (isSameSource && known!.Proven == there.Version)
        {
            return EntryState.Proven;
        }

        if (await AreEqualAsync(entry, there, cancellationToken).ConfigureAwait(false))
        {
            return EntryState.Equal;
        }

        return options.Conflict == TransferConflict.KeepUnlessOurs && known?.Proven != there.Version ? EntryState.Conflict : EntryState.Differs;
    }

    private async Task<bool> AreEqualAsync(PlannedEntry entry, TreeItem there, CancellationToken cancellationToken)
    {
        if (entry.Source.Kind != there.Kind)
        {
            return false;
        }

        if (entry.Source.Kind == ListedKind.Link)
        {
            return entry.Source.LinkTarget == there.LinkTarget;
        }

        if (entry.Source.Length != there.Length)
        {
            return false;
        }

        var facts = await FactsAsync(source, entry.Source, cancellationToken).ConfigureAwait(false);
        var factsThere = await FactsAsync(target, there, cancellationToken).ConfigureAwait(false);
        return facts is not null && factsThere is not null && facts.LooksLike(factsThere)
            && (!LooksAtContent || await Crc32Async(source, entry.Source, facts, cancellationToken).ConfigureAwait(false)
                == await Crc32Async(target, there, factsThere, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<FileFacts?> FactsAsync(TreeSide side, TreeItem item, CancellationToken cancellationToken) =>
        item.Facts ?? await side.DescribeAsync(item.Path, item.Kind, cancellationToken).ConfigureAwait(false);

    private static async Task<uint?> Crc32Async(TreeSide side, TreeItem item, FileFacts facts, CancellationToken cancellationToken) =>
        Crc32Text.Parse(facts.Crc32) ?? (await side.ReadBackAsync(item.Path, cancellationToken).ConfigureAwait(false)).Crc32;
}
