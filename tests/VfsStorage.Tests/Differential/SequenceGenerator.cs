using VfsStorage.Tests.Behaviour;

namespace VfsStorage.Tests.Differential;

/// <summary>Draws sequences of operations while it plays them on a planning side; the same seed gives the same sequence.</summary>
internal sealed class SequenceGenerator
{
    private readonly Random _random;

    private readonly PathPool _paths;

    private readonly (int Weight, Func<Operation> Next)[] _families;

    public SequenceGenerator(int seed, bool withReadOnly)
    {
        _random = new Random(seed);
        _paths = new PathPool(_random, oddlySpelled: _random.Next(3) == 0);
        var withLinks = _random.Next(3) == 0;
        var content = new ContentOperations(_random, _paths);
        var streams = new StreamOperations(_random, _paths);
        var names = new NamespaceOperations(_random, _paths);
        var listings = new ListingOperations(_random, _paths, withLinks);
        var metadata = new MetadataOperations(_random, _paths, withReadOnly);
        var links = new LinkOperations(_random, _paths);
        _families =
        [
            (25, content.Next), (20, streams.Next), (30, names.Next), (10, listings.Next), (15, metadata.Next), (withLinks ? 10 : 0, links.Next),
        ];
    }

    public IReadOnlyList<Operation> Next(int length)
    {
        using var planned = new Side(Backends.Disk);
        var operations = new List<Operation>(length);
        while (operations.Count < length)
        {
            _paths.Observe(planned);
            var operation = NextOperation();
            planned.OutcomeOf(operation.Run);
            operations.Add(operation);
        }

        return operations;
    }

    private Operation NextOperation()
    {
        var drawn = _random.Next(_families.Sum(family => family.Weight));
        foreach (var (weight, next) in _families)
        {
            drawn -= weight;
            if (drawn < 0)
                return next();
        }

        throw new InvalidOperationException("The weights do not add up.");
    }
}
