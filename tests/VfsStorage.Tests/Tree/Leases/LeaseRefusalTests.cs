using VfsStorage.Testing;

namespace VfsStorage.Tests.Tree.Leases;

/// <summary>"A store that checks no conditions has no leases, and says so."</summary>
internal sealed class LeaseRefusalTests() : LeaseFixture(S3Compatibility.B2, S3StoreQuirks.B2)
{
    [Test]
    public void Open_StoreWithoutConditions_IsRefusedInOneLine()
    {
        var failure = Assert.Throws<NotSupportedException>(() => OpenAlone(One))!;

        Assert.That(failure.Message, Does.Contain("/file").And.Contain("leases").And.Contain("locking: process").And.Not.Contain("\n"));
        Assert.That(One.File.ReadAllText("/file"), Is.EqualTo("old"));
    }
}
