using VfsStorage.Claims.Batches;

namespace VfsStorage.Claims.Tests.Batches;

public sealed class ReportNamesTests
{
    [TestCase("A,A,A", ExpectedResult = "A.json,A_2.json,A_3.json")]
    [TestCase("A,A_2,A", ExpectedResult = "A.json,A_2.json,A_3.json")]
    [TestCase("A,A,A_2", ExpectedResult = "A.json,A_2.json,A_2_2.json")]
    [TestCase("a,A", ExpectedResult = "a.json,A_2.json")]
    [TestCase("x/y,x:y", ExpectedResult = "x_y.json,x_y_2.json")]
    [TestCase("checkpoint", ExpectedResult = "checkpoint_2.json")]
    public string Next_EqualIds_GetTheFirstFreeName(string ids)
    {
        var names = new ReportNames();
        return string.Join(',', ids.Split(',').Select(names.Next));
    }

    [Test]
    public void RestartFile_NamesOfTheFile_AreFreeAgain()
    {
        var names = new ReportNames();
        names.Next("A");
        names.EndFile();
        names.Next("A");
        names.Next("B");

        names.RestartFile();

        Assert.That((names.Next("A"), names.Next("B")), Is.EqualTo(("A_2.json", "B.json")));
    }
}
