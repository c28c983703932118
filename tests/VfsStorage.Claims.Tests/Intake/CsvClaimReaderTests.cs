using System.Text;
using VfsStorage.Claims.Intake;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Intake;

[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class CsvClaimReaderTests(FileSystemKind kind) : ClaimsFixture(kind)
{
    private const string Path = "claims.csv";

    [Test]
    public async Task ReadAsync_Rows_NumbersThemFromTwo()
    {
        var rows = await ReadAllAsync("first,last\nAda,Testwell\nBruno,Sampleton\n");
        Assert.That(rows.Select(row => (row.LineNumber, row.Claim["first_name"], row.Claim["last_name"])),
            Is.EqualTo([(2L, "Ada", "Testwell"), (3L, "Bruno", "Sampleton")]));
    }

    [Test]
    public async Task ReadAsync_Values_AreTrimmed()
    {
        var rows = await ReadAllAsync(" First Name , LAST NAME \n  Ada\t,\" Testwell \"\n");
        Assert.That((rows[0].Claim["first_name"], rows[0].Claim["last_name"]), Is.EqualTo(("Ada", "Testwell")));
    }

    [Test]
    public async Task ReadAsync_QuotedCommasQuotesAndLineBreaks_AreKept()
    {
        var rows = await ReadAllAsync("last,note\n\"Testwell, the \"\"first\"\"\",\"two\nlines\"\n");
        Assert.That((rows[0].Claim["last_name"], rows[0].Claim["note"]), Is.EqualTo(("Testwell, the \"first\"", "two\nlines")));
    }

    [Test]
    public async Task ReadAsync_QuotesInsideUnquotedValue_AreText()
    {
        var rows = await ReadAllAsync("last,first\nTestwell,Robert \"Bob\" B\nSampleton,Bruno\n");
        Assert.That(rows.Select(row => row.Claim["first_name"]), Is.EqualTo(["Robert \"Bob\" B", "Bruno"]));
    }

    [Test]
    public async Task ReadAsync_UnknownColumn_PassesThroughUnderItsOwnName()
    {
        var rows = await ReadAllAsync("last,Favourite Colour\nTestwell,green\n");
        Assert.That(rows[0].Claim["Favourite Colour"], Is.EqualTo("green"));
    }

    [Test]
    public async Task ReadAsync_BlankHeader_IsIgnored()
    {
        var rows = await ReadAllAsync("last,, \nTestwell,x,y\n");
        Assert.That(rows[0].Claim.Fields.Keys, Is.EqualTo(["last_name", "individual_name", "reference_id"]));
    }

    [Test]
    public async Task ReadAsync_TwoHeadersForOneColumn_FirstValueWins()
    {
        var rows = await ReadAllAsync("first,First Name,last\n,Ada,T\nBruno,Other,S\n");
        Assert.That(rows.Select(row => row.Claim["first_name"]), Is.EqualTo(["Ada", "Bruno"]));
    }

    [Test]
    public async Task ReadAsync_BlankLines_DoNotCount()
    {
        var rows = await ReadAllAsync("\nfirst,last\n\nAda,Testwell\n\n , \n,\nBruno,Sampleton\n\n");
        Assert.That(rows.Select(row => (row.LineNumber, row.Claim["first_name"])), Is.EqualTo([(2L, "Ada"), (3L, "Bruno")]));
    }

    [Test]
    public async Task ReadAsync_CarriageReturns_AreLineEnds()
    {
        var rows = await ReadAllAsync("first,last\r\nAda,Testwell\r\nBruno,Sampleton");
        Assert.That(rows.Select(row => row.Claim["last_name"]), Is.EqualTo(["Testwell", "Sampleton"]));
    }

    [Test]
    public async Task ReadAsync_ShortRow_HasBlankValues()
    {
        var rows = await ReadAllAsync("first,last,CRD\nAda\n");
        Assert.That((rows[0].Claim["last_name"], rows[0].Defect), Is.EqualTo(("", (string?)null)));
    }

    [Test]
    public async Task ReadAsync_MoreValuesThanColumns_IsADefectOfThatRowOnly()
    {
        var rows = await ReadAllAsync("first,last\nAda,Testwell,surplus\nBruno,Sampleton,\n");
        Assert.That(rows[0].Defect, Does.Contain("3 values for 2 columns"));
        Assert.That(rows[1].Defect, Is.Null);
    }

    [Test]
    public async Task ReadAsync_ByteOrderMarks_AreUnderstood(
        [Values("utf-8", "utf-16", "utf-16BE", "utf-32")] string encodingName)
    {
        var encoding = Encoding.GetEncoding(encodingName);
        var rows = await ReadAllAsync([.. encoding.GetPreamble(), .. encoding.GetBytes("first,last\nÁda,Örnek\n")]);
        Assert.That((rows[0].Claim["first_name"], rows[0].Claim["last_name"]), Is.EqualTo(("Áda", "Örnek")));
    }

    [Test]
    public void OpenAsync_WithoutKnownColumn_SaysWhichToName()
    {
        var exception = Fails("colour;size\ngreen;5\n");
        Assert.That(exception.Message, Does.StartWith("claims.csv has no known column").And.Contain("commas").And.Contain("employee_number")
            .And.Not.Contain("colour"));
    }

    [TestCase("")]
    [TestCase("\n\n")]
    public void OpenAsync_EmptyFile_SaysSo(string content) => Assert.That(Fails(content).Message, Does.StartWith("claims.csv is empty"));

    [Test]
    public void ReadAsync_Latin1_SaysToSaveAsUtf8()
    {
        var exception = Fails([.. "first,last\nAda,"u8, .. Encoding.Latin1.GetBytes("Örnek\n")]);
        Assert.That(exception.Message, Does.StartWith("claims.csv is not UTF-8").And.Contain("CSV UTF-8"));
    }

    [Test]
    public void OpenAsync_Utf16WithoutMark_SaysToSaveAsUtf8() =>
        Assert.That(Fails(Encoding.Unicode.GetBytes("first,last\nAda,Testwell\n")).Message, Does.StartWith("claims.csv is not UTF-8"));

    [Test]
    public void ReadAsync_QuoteNeverClosed_NamesItsLine()
    {
        var exception = Fails("first,last\nAda,Testwell\nBruno,\"Sampleton\nClara,Mockford\n");
        Assert.That(exception.Message, Does.StartWith("claims.csv, line 3: a quote opens here"));
    }

    [Test]
    public void ReadAsync_QuoteClosedRowsLater_IsNotTrusted()
    {
        var exception = Fails("first,last\nBruno,\"Sampleton\nClara,\"Mockford\n");
        Assert.That(exception.Message, Does.StartWith("claims.csv, line 2: a quote opens here"));
    }

    [Test]
    public void ReadAsync_EndlessRecord_IsRefusedBeforeItFillsMemory()
    {
        var exception = Fails("first,last\nAda,\"" + new string('x', 3 * 1024 * 1024));
        Assert.That(exception.Message, Does.StartWith("claims.csv: the record after row 1 is longer than 1 MiB"));
    }

    [Test]
    public void OpenAsync_MissingFile_IsReported()
    {
        var exception = Assert.ThrowsAsync<CsvFileException>(() =>
            CsvClaimReader.OpenAsync(FileSystem, FileSystem.Path.Combine(Areas.Input, "gone.csv"), CancellationToken.None));
        Assert.That(exception.CsvFile, Is.EqualTo("gone.csv"));
    }

    [Test]
    public void Messages_OfAllFailures_AreOneLine()
    {
        string[] contents = ["", "x\ny\n", "first,last\nBruno,\"S\nC\n"];
        Assert.That(contents.Select(content => Fails(content).Message), Has.All.Not.Contain("\n"));
    }

    private CsvFileException Fails(string content) => Fails(Encoding.UTF8.GetBytes(content));

    private CsvFileException Fails(byte[] content) => Assert.ThrowsAsync<CsvFileException>(() => ReadAllAsync(content))!;

    private Task<List<ClaimRow>> ReadAllAsync(string content) => ReadAllAsync(Encoding.UTF8.GetBytes(content));

    private async Task<List<ClaimRow>> ReadAllAsync(byte[] content)
    {
        var path = FileSystem.Path.Combine(Areas.Input, Path);
        FileSystem.File.WriteAllBytes(path, content);
        await using var reader = await CsvClaimReader.OpenAsync(FileSystem, path, CancellationToken.None);
        var rows = new List<ClaimRow>();
        while (await reader.ReadAsync(CancellationToken.None) is { } row)
            rows.Add(row);
        return rows;
    }
}
