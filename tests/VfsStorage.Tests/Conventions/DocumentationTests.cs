using System.Xml.Linq;
using Mono.Cecil;

namespace VfsStorage.Tests.Conventions;

/// <summary>Every type of the library says in one sentence what it is for, public or not.</summary>
public sealed class DocumentationTests
{
    [Test]
    public void Type_Any_HasASummary()
    {
        using var library = new CompiledLibrary();
        var documented = XDocument.Load(Path.ChangeExtension(typeof(S3FileSystem).Assembly.Location, "xml"))
            .Descendants("member")
            .Where(member => member.Element("summary") is not null || member.Element("inheritdoc") is not null)
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet();
        var silent = library.Types.SelectMany(WithNested)
            .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
            .Select(type => "T:" + type.FullName.Replace('/', '.'))
            .Where(name => !documented.Contains(name));
        Assert.That(silent, Is.Empty);
    }

    // A private nested type is a detail of the type around it.
    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) =>
        type.NestedTypes.Where(nested => !nested.IsNestedPrivate).SelectMany(WithNested).Prepend(type);
}
