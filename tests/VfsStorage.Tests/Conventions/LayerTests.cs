using Mono.Cecil;
using VfsStorage.Objects;

namespace VfsStorage.Tests.Conventions;

/// <summary>Who may know whom inside the library; the layers of docs/ARCHITECTURE.md.</summary>
public sealed class LayerTests
{
    private const string Library = "VfsStorage";

    private CompiledLibrary _library = null!;

    [SetUp]
    public void ReadLibrary() => _library = new CompiledLibrary();

    [TearDown]
    public void CloseLibrary() => _library.Dispose();

    [Test]
    public void Amazon_IsNamedOnlyWhereClientsAreMadeAndUsed()
    {
        string[] allowed = ["VfsStorage.Objects.S3.", "VfsStorage.Configuration.", "VfsStorage.S3FileSystem", "VfsStorage.S3Connection"];
        var strangers = Users(used => used.StartsWith("Amazon.", StringComparison.Ordinal))
            .Where(type => !allowed.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal)));
        Assert.That(strangers, Is.Empty);
    }

    [TestCase("Facades", "Objects.S3")]
    [TestCase("Tree", "Facades", "Objects.S3", "Configuration")]
    [TestCase("Streams", "Facades", "Objects.S3", "Configuration")]
    [TestCase("Objects", "Facades", "Tree", "Streams", "Paths", "Errors")]
    [TestCase("Paths", "Facades", "Tree", "Streams", "Objects.S3")]
    [TestCase("Errors", "Facades", "Tree", "Streams", "Objects.S3")]
    public void Layer_KnowsNothingAboveIt(string layer, params string[] unknown)
    {
        var strangers = from type in InLayer(layer)
                        from used in CompiledLibrary.Uses(type)
                        where unknown.Any(other => used.StartsWith($"{Library}.{other}.", StringComparison.Ordinal))
                        select $"{type.FullName} uses {used}";
        Assert.That(strangers, Is.Empty);
    }

    [Test]
    public void Facades_ReachTheStoreOnlyThroughTheTree()
    {
        string[] requests = [typeof(IObjectStore).FullName!, typeof(ObjectKey).FullName!];
        Assert.That(Users(requests.Contains).Where(type => type.StartsWith($"{Library}.Facades.", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Library_WaitsInOnePlaceOnly()
    {
        var waiting = from type in _library.Types
                      from method in CompiledLibrary.Bodies(type)
                      where method.Name != "MoveNext" // An await calls GetResult, too, on what is complete.
                      where method.Body.Instructions.Any(instruction => instruction.Operand is MethodReference called && Waits(called))
                      select type.FullName;
        Assert.That(waiting.Distinct(), Is.EqualTo(new[] { typeof(Blocking).FullName }));
    }

    [Test]
    public void Library_HasNoUnfinishedMember()
    {
        var unfinished = _library.Types.Where(type => CompiledLibrary.Uses(type).Contains(typeof(NotImplementedException).FullName!));
        Assert.That(unfinished.Select(type => type.FullName), Is.Empty);
    }

    private static bool Waits(MethodReference called) => (called.DeclaringType.Namespace, called.Name) switch
    {
        ("System.Threading.Tasks", "Wait" or "WaitAll" or "WaitAny" or "get_Result" or "RunSynchronously") => true,
        ("System.Runtime.CompilerServices", "GetResult") => true,
        ("System.Threading", "Sleep" or "WaitOne") => true,
        _ => false,
    };

    private IEnumerable<TypeDefinition> InLayer(string layer) =>
        _library.Types.Where(type => $"{type.Namespace}.".StartsWith($"{Library}.{layer}.", StringComparison.Ordinal));

    private IEnumerable<string> Users(Func<string, bool> isUsed) =>
        _library.Types.Where(type => CompiledLibrary.Uses(type).Any(isUsed)).Select(type => type.FullName);
}
