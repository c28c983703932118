using System.Runtime.CompilerServices;
using VfsStorage.Errors;
using VfsStorage.Objects;
using VfsStorage.Paths;
using VfsStorage.Tree;

namespace VfsStorage.Facades.Enumeration;

/// <summary>
/// One enumeration of a directory, behind every member that enumerates: arguments are checked when it is made, entries come
/// page by page, and it yields them as paths in the caller's own spelling or as infos.
/// </summary>
internal sealed class Search
{
    private static readonly string[] SpecialNames = [".", ".."];

    private readonly Gate _gate;
    private readonly SearchPattern _pattern;
    private readonly VirtualPath _directory;
    private readonly EntryQuery _query;

    private Search(Gate gate, SearchPattern pattern, EntryQuery query)
    {
        _gate = gate;
        _pattern = pattern;
        _directory = gate.Parse(pattern.Directory).WithoutTrailingSeparator();
        _query = query;
    }

    public static Search Of(Gate gate, string path, string searchPattern, EnumerationOptions enumerationOptions, Targets targets)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(searchPattern);
        ArgumentNullException.ThrowIfNull(enumerationOptions);
        var pattern = SearchPattern.Parse(path, searchPattern, enumerationOptions.MatchType);
        return new(gate, pattern, new EntryQuery(pattern.Pattern, enumerationOptions)
        {
            Files = targets != Targets.Directories,
            Directories = targets != Targets.Files,
        });
    }

    /// <summary>A plain listing: every entry whose name fits, links as what they are.</summary>
    public static Search Plain(Gate gate, string path, string pattern, int maxDepth)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(pattern);
        var options = SearchOptions.Plain(maxDepth);
        return new(gate, new SearchPattern(path, pattern), new EntryQuery(pattern, options) { EntersLinks = false });
    }

    /// <summary>Lists now as far as to know that the directory is there, the rest as it is asked for.</summary>
    public IEnumerable<T> Enumerate<T>(Func<Found, T> select) => new PagedEnumerable<T>(() => SelectAsync(select, CancellationToken.None));

    public T[] ToArray<T>(Func<Found, T> select) => Blocking.Wait(async () =>
    {
        var results = new List<T>();
        await foreach (var result in SelectAsync(select, CancellationToken.None).ConfigureAwait(false))
        {
            results.Add(result);
        }

        return results.ToArray();
    });

    public async IAsyncEnumerable<T> SelectAsync<T>(Func<Found, T> select, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in EntriesAsync(_query, cancellationToken).ConfigureAwait(false))
        {
            yield return select(Find(entry, suffix: ""));
        }

        if (_query.Options.ReturnSpecialDirectories && _query.Directories)
        {
            await foreach (var special in SpecialDirectoriesAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return select(special);
            }
        }
    }

    private async IAsyncEnumerable<Entry> EntriesAsync(EntryQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = _gate.Tree.EnumerateAsync(_directory, query, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (entries.ConfigureAwait(false))
        {
            while (await MoveNextAsync(entries).ConfigureAwait(false))
            {
                yield return entries.Current;
            }
        }
    }

    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<Entry> entries)
    {
        try
        {
            return await entries.MoveNextAsync().ConfigureAwait(false);
        }
        catch (StoreException error)
        {
            throw IoErrors.From(error, _directory);
        }
    }

    // A disk has "." and ".." in every directory it walks through; the listing is asked once more for those directories.
    private async IAsyncEnumerable<Found> SpecialDirectoriesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] names = [.. SpecialNames.Where(name => _pattern.Matches(name, _query.Options))];
        foreach (var name in names)
        {
            yield return Find(new Entry(_directory, EntryKind.Directory), name);
        }

        if (names.Length > 0 && _query.MaxDepth > 0)
        {
            // What lies as deep as may be looked is not entered any more.
            var walked = new EntryQuery("*", _query.Options) { Files = false, MaxDepth = _query.MaxDepth - 1 };
            await foreach (var directory in EntriesAsync(walked, cancellationToken).ConfigureAwait(false))
            {
                foreach (var name in names)
                {
                    yield return Find(directory, name);
                }
            }
        }
    }

    private Found Find(Entry entry, string suffix) => new(entry, UnixPath.Join([_pattern.Directory, Below(entry.Path), suffix]));

    private string Below(VirtualPath path) =>
        path == _directory ? "" : path.Value[(_directory.IsRoot ? 1 : _directory.Value.Length + 1)..];
}
