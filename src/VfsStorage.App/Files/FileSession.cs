using System.Runtime.CompilerServices;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Files;

/// <summary>One run of an everyday command: where it looks, where it writes, and what has gone wrong so far.</summary>
internal sealed class FileSession(Terminal terminal, StoragePlaces places, bool isJson)
{
    private const int Parallelism = 16;

    private readonly Lock _gate = new();
    private ExitCode _code = ExitCode.Success;

    /// <summary>Turns arguments into places.</summary>
    public StoragePlaces Places { get; } = places;

    /// <summary>Whether the output is JSON, one object a line.</summary>
    public bool IsJson { get; } = isJson;

    /// <summary>The terminal behind.</summary>
    public Terminal Terminal { get; } = terminal;

    /// <summary>Results.</summary>
    public LineOutput Out { get; } = new(terminal.Out);

    /// <summary>What the command comes to.</summary>
    public ExitCode Code => _code;

    /// <summary>Works through arguments in their order; one that fails is told, and the others go on.</summary>
    public async Task<ExitCode> ForEachAsync(IEnumerable<string> arguments, Func<string, Task> work)
    {
        foreach (var argument in arguments)
            await TryAsync(argument, () => work(argument));
        return _code;
    }

    /// <summary>Works through what is there, several at a time.</summary>
    public async Task<ExitCode> ForEachAsync(
        IEnumerable<FileTarget> targets, Func<FileTarget, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(targets, options, async (target, token) => await TryAsync(target.Shown, () => work(target, token)));
        return _code;
    }

    /// <summary>Does one thing; a failure is told in a line.</summary>
    public async Task<bool> TryAsync(string shown, Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception exception) when (FileErrors.IsAboutAFile(exception))
        {
            Fail(FileErrors.Line(shown, exception), FileErrors.CodeOf(exception));
            return false;
        }
    }

    /// <summary>Tells a mistake and goes on.</summary>
    public void Fail(string line, ExitCode code = ExitCode.BadInput)
    {
        lock (_gate)
        {
            // What may succeed another time weighs more: the command line need not change.
            _code = _code == ExitCode.Failed ? _code : code;
            Out.Flush();
            Terminal.WriteError(line);
        }
    }

    /// <summary>What is at a place; names below it that no listing shows are told.</summary>
    /// <exception cref="FileNotFoundException">Nothing is there.</exception>
    public async Task<PlaceListing> ListAsync(Place place, int depth, CancellationToken cancellationToken)
    {
        var listing = await PlaceListing.OpenAsync(place, depth, cancellationToken);
        if (listing.Single is null)
            await TellLostNamesAsync(place, depth, cancellationToken);
        return listing;
    }

    /// <summary>What an argument names, its wildcards resolved.</summary>
    /// <exception cref="FileNotFoundException">Nothing is there.</exception>
    /// <exception cref="UsageException">The wildcards match nothing.</exception>
    public async IAsyncEnumerable<FileTarget> FindAsync(string argument, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Wildcards.Parse(argument) is not { } wildcards)
        {
            var place = Places.Of(Wildcards.Unescape(argument));
            yield return new FileTarget(place, await EntryLookup.AtAsync(place, cancellationToken));
            yield break;
        }

        var isAny = false;
        var folder = wildcards.Folder.Length == 0 && !argument.StartsWith('/') ? null : Places.Of(wildcards.Folder.Length == 0 ? "/" : wildcards.Folder);
        if (folder is null)
            throw new UsageException($"'{argument}': wildcards belong below an area or a folder, such as input/{argument}.");
        await TellLostNamesAsync(folder, wildcards.Depth, cancellationToken);
        var listing = folder.FileSystem.Directory.ListAsync(folder.Path, wildcards.NamePattern, wildcards.Depth, cancellationToken);
        await foreach (var entry in EntryOrder.SortWindowAsync(listing, EntryOrder.Window, cancellationToken))
        {
            var relative = FileTarget.Relative(folder.Path, entry);
            if (!wildcards.Matches(relative))
                continue;
            isAny = true;
            var name = folder.Name with { Text = FileTarget.Join(folder.Name.Text, relative), Path = FileTarget.Join(folder.Name.Path, relative) };
            yield return new FileTarget(new Place(name, folder.FileSystem, entry.Path), entry);
        }

        if (!isAny)
            throw new UsageException($"{Printable.Of(argument)}: nothing matches.");
    }

    /// <summary>The places that an argument names, its wildcards resolved; one without wildcards is not looked up.</summary>
    /// <exception cref="UsageException">The wildcards match nothing.</exception>
    public async IAsyncEnumerable<Place> PlacesOfAsync(string argument, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Wildcards.Parse(argument) is null)
        {
            yield return Places.Of(Wildcards.Unescape(argument));
            yield break;
        }

        await foreach (var target in FindAsync(argument, cancellationToken))
            yield return target.Place;
    }

    /// <summary>Everything that the arguments name; what cannot be found is told and left out.</summary>
    public async Task<List<FileTarget>> FindAllAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var found = new List<FileTarget>();
        await ForEachAsync(arguments, async argument =>
        {
            await foreach (var target in FindAsync(argument, cancellationToken))
                found.Add(target);
        });
        return found;
    }

    private async Task TellLostNamesAsync(Place directory, int depth, CancellationToken cancellationToken)
    {
        foreach (var path in await Task.Run(() => LostNames.Below(directory, depth).ToList(), cancellationToken))
            Fail(LostNames.Line(path));
    }
}
