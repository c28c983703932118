using System.Text;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Reports;

namespace VfsStorage.Claims.Tests.Reports;

public sealed class ReportJsonTests
{
    [Test]
    public void Serialize_Report_IsReadableUtf8WithoutMark()
    {
        var claim = Claim.FromFields([KeyValuePair.Create("last_name", (string?)"Örnek 中 <&'>")]);
        var bytes = ReportJson.Serialize(ReportBuilder.Skipped(claim, ["NO_NAME"]));
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        Assert.That(text, Does.StartWith("{\n  \"reference_id\": \"\",\n  \"claim\": {\n    \"last_name\": \"Örnek 中 <&'>\",\n").And.EndWith("\n}\n"));
        Assert.That(text, Does.Not.Contain("\r"));
    }
}
