using System.Text.Json;
using VfsStorage.App.Tests.Files;

namespace VfsStorage.App.Tests.Diagnosis;

/// <summary><c>vfs doctor</c> as its user runs it.</summary>
[TestFixture("local")]
[TestFixture("s3")]
internal sealed class DoctorCommandTests(string mode) : FileCommandFixture(mode)
{
    [Test]
    public async Task Doctor_StorageThatWorks_IsOnePageOfOkLines()
    {
        var lines = await LinesAsync("doctor", "--quick");

        Assert.That(lines, Has.Length.LessThan(60));
        Assert.That(lines, Has.Some.StartsWith("ok       input                  "));
        Assert.That(lines[^1], Does.EndWith(", 0 errors."));
        if (IsS3)
            Assert.That(lines[^2], Is.EqualTo("The setting for this store, in storage.s3:  \"compatibility\": \"aws\""));
    }

    [Test]
    public async Task Doctor_Json_IsOneObject()
    {
        using var report = JsonDocument.Parse((await LinesAsync("doctor", "--quick", "--json")).Single());

        Assert.That(report.RootElement.GetProperty("errors").GetInt32(), Is.Zero);
        Assert.That(report.RootElement.GetProperty("findings")[0].GetProperty("level").GetString(), Is.EqualTo("ok"));
        if (IsS3)
            Assert.That(report.RootElement.GetProperty("settings").GetProperty("compatibility").GetString(), Is.EqualTo("aws"));
    }

    [Test]
    public async Task Doctor_SomethingDoesNotWork_SaysWhatToDoAndFails()
    {
        Assume.That(IsS3);
        Server.Faults.On(Testing.S3Operation.PutObject).Where(request => request.Bucket == "claims-output").Deny();

        var result = await RunAsync("doctor", "--quick");

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Output, Does.Contain("error    output                 s3://claims-output/output/: write fails (AccessDenied, HTTP 403)\n"));
        Assert.That(result.Output, Does.Contain("                                -> Grant s3:PutObject on arn:aws:s3:::claims-output/output/*."));
        Assert.That(result.Errors, Is.Empty);
    }

    [Test]
    public async Task Doctor_Fix_SaysWhatItDid()
    {
        Assume.That(IsS3);
        Add("input", ".vfs-doctor-0123456789abcdef0123456789abcdef-put", "x");

        // Made a moment ago, so it may belong to somebody who is at work.
        Assert.That((await LinesAsync("doctor", "--quick", "--fix")).Where(line => line.Contains("fixed:")), Is.Empty);
        Assert.That(FilesOf("input"), Has.Count.EqualTo(5));
    }

    [TestCase("{ \"storage\": ", "test.json")]
    [TestCase("{ \"storage\": { \"mode\": \"cloud\" } }", "'cloud' is not one of local, s3")]
    [TestCase("{ \"default_wait_time\": \"soon\" }", "default_wait_time must be a number of seconds")]
    public async Task Doctor_BrokenConfiguration_IsAFinding(string json, string expected)
    {
        await File.WriteAllTextAsync(Path.Combine(Scratch.Root, "test.json"), json);

        var result = await RunAsync("doctor", "--quick");

        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.Output, Does.Contain("error    configuration").And.Contain(expected));
        Assert.That(result.Errors, Is.Empty);
    }

    [Test]
    [Category("RealServer")]
    public async Task Doctor_OnTheServerOfThisRun_WorksAndLeavesNothing()
    {
        Assume.That(IsS3);
        await using var s3 = await S3Scratch.StartAsync();

        var result = await VfsProcess.RunAsync(s3.Folder, "doctor", "--quick");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Does.Contain(", 0 errors."));
        Assert.That(s3.FilesOf("input").Concat(s3.FilesOf("output")).Concat(s3.FilesOf("archive")).Concat(s3.FilesOf("cache")), Is.Empty);
    }

    [Test]
    public async Task Doctor_PrintPolicy_SendsNothing()
    {
        var mark = Server.Requests.Mark;

        using var policy = JsonDocument.Parse(string.Join('\n', await LinesAsync("doctor", "--print-policy")));

        Assert.That(policy.RootElement.GetProperty("Version").GetString(), Is.EqualTo("2012-10-17"));
        Assert.That(Server.Requests.Since(mark), Is.Empty);
    }
}
