using VfsStorage.Claims.Paging;

namespace VfsStorage.Claims.Tests.Paging;

public sealed class PageRequestTests
{
    [TestCase(1, 2, "a b", 3)]
    [TestCase(3, 2, "e", 3)]
    [TestCase(4, 2, "", 3)]
    [TestCase(1, 10, "a b c d e", 1)]
    [TestCase(int.MaxValue, int.MaxValue, "", 1)]
    public void Of_Items_GivesThePage(int number, int size, string items, int pages)
    {
        var page = new PageRequest(number, size).Of(["a", "b", "c", "d", "e"]);
        Assert.That(string.Join(' ', page.Items), Is.EqualTo(items));
        Assert.That(page.Pagination, Is.EqualTo(new Pagination(5, pages, number, size)));
    }

    [Test]
    public void Of_NoItems_HasNoPages() =>
        Assert.That(PageRequest.First.Of(Array.Empty<string>()).Pagination, Is.EqualTo(new Pagination(0, 0, 1, 10)));

    [TestCase(0, 10)]
    [TestCase(1, 0)]
    [TestCase(-1, 10)]
    public void Create_LessThanOne_SaysWhereItStarts(int number, int size) =>
        Assert.That(() => new PageRequest(number, size), Throws.TypeOf<ClaimsException>().With.Message.Contains("start at 1"));
}
