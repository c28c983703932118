namespace VfsStorage.Tests.Budgets;

/// <summary>"What calls cost" of docs/SEMANTICS.md, for files.</summary>
internal sealed class FileBudgetTests : BudgetFixture
{
    [Test]
    public async Task Exists_FileThere_OneHead()
    {
        await PutAsync("dir/file");

        Assert.That(RequestsOf(() => Strict.File.Exists("/dir/file")).ToString(), Is.EqualTo("HEAD×1"));
    }

    [Test]
    public void Exists_Missing_OneHead() => Assert.That(RequestsOf(() => Strict.File.Exists("/dir/file")).ToString(), Is.EqualTo("HEAD×1"));

    [Test]
    public async Task GetAttributes_File_HeadAndListInOneRoundTrip()
    {
        await PutAsync("dir/file");
        Slow();

        var requests = RequestsOf(() => Strict.File.GetAttributes("/dir/file"));

        Assert.Multiple(() =>
        {
            Assert.That(requests.ToString(), Is.EqualTo("HEAD×1 LIST×1"));
            Assert.That(requests.RoundTrips, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task ReadAllText_Small_OneGet()
    {
        await PutAsync("dir/file");

        Assert.That(RequestsOf(() => Strict.File.ReadAllText("/dir/file")).ToString(), Is.EqualTo("GET×1"));
    }

    [Test]
    public async Task OpenRead_Small_OneGet([Values("content", "")] string content)
    {
        await PutAsync("dir/file", content);

        var requests = RequestsOf(() =>
        {
            using var reader = Strict.File.OpenText("/dir/file");
            Assert.That(reader.ReadToEnd(), Is.EqualTo(content));
        });

        Assert.That(requests.ToString(), Is.EqualTo("GET×1"));
    }

    [Test]
    public async Task ReadAllText_Missing_OneGetAndOneList()
    {
        await PutAsync("dir/other");

        var requests = RequestsOf(() => Assert.That(() => Strict.File.ReadAllText("/dir/file"), Throws.TypeOf<FileNotFoundException>()));

        Assert.That(requests.ToString(), Is.EqualTo("GET×1 LIST×1"));
    }

    [Test]
    public async Task WriteAllText_ParentKnown_ProbesInOneRoundTripAndOnePut()
    {
        await PutAsync("dir/other");
        Strict.Directory.Exists("/dir");
        Slow();

        var requests = RequestsOf(() => Strict.File.WriteAllText("/dir/file", "content"));

        Assert.Multiple(() =>
        {
            Assert.That(requests.ToString(), Is.EqualTo("PUT×1 HEAD×1 LIST×1").Or.EqualTo("HEAD×1 PUT×1 LIST×1").Or.EqualTo("HEAD×1 LIST×1 PUT×1"));
            Assert.That(requests.RoundTrips, Is.EqualTo(2));
        });
    }

    [Test]
    public async Task WriteAllText_ManyInOneDirectory_AsksForTheParentOnce()
    {
        await PutAsync("dir/other");

        var requests = RequestsOf(() =>
        {
            for (var i = 0; i < 10; i++)
            {
                Strict.File.WriteAllText($"/dir/{i}", "content");
            }
        });

        Assert.That(requests, Has.Count.EqualTo(31), requests.ToString());
    }

    [Test]
    public void WriteAllText_Fast_OnePut() =>
        Assert.That(RequestsOf(() => Fast.File.WriteAllText("/new/file", "content")).ToString(), Is.EqualTo("PUT×1"));

    [Test]
    public void Create_Fast_OnePut() =>
        Assert.That(RequestsOf(() => Fast.File.Create("/new/file").Dispose()).ToString(), Is.EqualTo("PUT×1"));

    [Test]
    public void CreateNew_OneListAndOnePut()
    {
        var requests = RequestsOf(() => Strict.File.Open("/file", FileMode.CreateNew).Dispose());

        Assert.That(requests.ToString(), Is.EqualTo("PUT×1 LIST×1").Or.EqualTo("LIST×1 PUT×1"));
    }

    [Test]
    public void CreateNew_Fast_OnePut() =>
        Assert.That(RequestsOf(() => Fast.File.Open("/file", FileMode.CreateNew).Dispose()).ToString(), Is.EqualTo("PUT×1"));

    [Test]
    public async Task AppendAllText_Small_OneGetAndOnePut([Values] bool strict)
    {
        await PutAsync("dir/file");

        var requests = RequestsOf(() => (strict ? Strict : Fast).File.AppendAllText("/dir/file", "more"));

        Assert.Multiple(() =>
        {
            Assert.That(requests, Has.Count.EqualTo(2), requests.ToString());
            Assert.That(requests.ToString(), Does.Contain("GET×1").And.Contain("PUT×1"));
        });
    }

    [Test]
    public async Task Delete_Strict_OneHeadAndOneDelete()
    {
        await PutAsync("dir/file");

        var requests = RequestsOf(() => Strict.File.Delete("/dir/file"));

        Assert.That(requests.ToString(), Does.Contain("HEAD×1").And.Contain("DELETE×1"));
        Assert.That(requests, Has.Count.EqualTo(2), requests.ToString());
    }

    [Test]
    public async Task Delete_Fast_OneDelete()
    {
        await PutAsync("dir/file");

        Assert.That(RequestsOf(() => Fast.File.Delete("/dir/file")).ToString(), Is.EqualTo("DELETE×1"));
    }

    [Test]
    public async Task Copy_Strict_ProbesInOneRoundTripAndOneCopy()
    {
        await PutAsync("dir/file");
        Slow();

        var requests = RequestsOf(() => Strict.File.Copy("/dir/file", "/copy"));

        Assert.Multiple(() =>
        {
            Assert.That(requests.ToString(), Does.Contain("COPY×1").And.Contain("HEAD×2").And.Contain("LIST×1"));
            Assert.That(requests, Has.Count.EqualTo(4), requests.ToString());
            Assert.That(requests.RoundTrips, Is.EqualTo(2));
        });
    }

    [Test]
    public async Task Copy_Fast_OneCopy()
    {
        await PutAsync("dir/file");

        Assert.That(RequestsOf(() => Fast.File.Copy("/dir/file", "/copy")).ToString(), Is.EqualTo("COPY×1"));
    }

    [Test]
    public async Task Move_Strict_ProbesInOneRoundTripCopyAndDelete()
    {
        await PutAsync("dir/file");
        Slow();

        var requests = RequestsOf(() => Strict.File.Move("/dir/file", "/moved"));

        Assert.Multiple(() =>
        {
            Assert.That(requests.ToString(), Does.Contain("COPY×1").And.Contain("DELETE×1"));
            Assert.That(requests, Has.Count.EqualTo(5), requests.ToString());
            Assert.That(requests.RoundTrips, Is.EqualTo(3));
        });
    }

    [Test]
    public async Task Move_Fast_CopyAndDelete()
    {
        await PutAsync("dir/file");

        var requests = RequestsOf(() => Fast.File.Move("/dir/file", "/moved"));

        Assert.That(requests.ToString(), Does.Contain("COPY×1").And.Contain("DELETE×1"));
        Assert.That(requests, Has.Count.EqualTo(2), requests.ToString());
    }
}
