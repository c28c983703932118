using VfsStorage.App.Hosting;
using VfsStorage.Claims;

namespace VfsStorage.App.Tests.Hosting;

/// <summary>What the user reads when something goes wrong.</summary>
[TestFixture]
internal sealed class ErrorLinesTests
{
    [Test]
    public void Of_ChainOfCauses_IsOneLineWithEachSaidOnce()
    {
        var cause = new IOException("Permission denied", new InvalidOperationException("The key is unknown\nfor details see elsewhere"));
        var exception = new ClaimsException("The storage failed: Access to '/drop' is denied.", new UnauthorizedAccessException("Access to '/drop' is denied.", cause));

        Assert.That(
            ErrorLines.Of(exception),
            Is.EqualTo(new[] { "The storage failed: Access to '/drop' is denied. (Permission denied) (The key is unknown)" }));
    }

    [Test]
    public void Of_CauseThatOnlyNamesItsType_LeavesItOut() => Assert.That(
        ErrorLines.Of(new IOException("The store failed", new InvalidOperationException("Exception of type 'Some.Type' was thrown."))),
        Is.EqualTo(new[] { "The store failed" }));

    [Test]
    public void Of_Unexpected_NamesTheTypeAndTheWayToKnowMore() => Assert.That(
        ErrorLines.Of(new InvalidOperationException("Oh.")),
        Is.EqualTo(new[] { "Unexpected error, InvalidOperationException: Oh. Run again with --diagnostic for the details." }));

    private static readonly object[] _codes =
    [
        new object[] { new UsageException("wrong"), ExitCode.BadInput },
        new object[] { new StorageConfigurationException(["wrong"]), ExitCode.BadInput },
        new object[] { new ClaimsException("no folder"), ExitCode.BadInput },
        new object[] { new ClaimsException("gone", new DirectoryNotFoundException()), ExitCode.BadInput },
        new object[] { new ClaimsException("broken", new IOException()), ExitCode.Failed },
        new object[] { new IOException(), ExitCode.Failed },
        new object[] { new InvalidOperationException(), ExitCode.Failed },
    ];

    [TestCaseSource(nameof(_codes))]
    public void CodeOf_Exception_TellsWhetherSomethingMustBeChanged(Exception exception, object expected) =>
        Assert.That(ErrorLines.CodeOf(exception), Is.EqualTo(expected));
}
