using System.Net;
using System.Net.Sockets;
using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Commands;

/// <summary>An S3 storage that cannot be used ends in one line that names the key to change, within seconds, and loses nothing.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class BadStorageTests
{
    [Test]
    public async Task Process_BucketDoesNotExist_NamesItsKey()
    {
        await using var s3 = await S3Scratch.StartAsync();
        s3.Drop("claims.csv", Claims.Rows(1));
        s3.Folder.Variables["STORAGE__S3__OUTPUT_BUCKET"] = "nobodys-bucket";

        var line = await OneLineOf(s3.Folder);

        Assert.That(line, Does.StartWith("vfs: The output area does not exist: ").And.Contain("nobodys-bucket"));
        Assert.That(line, Does.EndWith("Correct storage.s3.output_bucket."));
        Assert.That(s3.FilesOf("input"), Is.EqualTo(new[] { "claims.csv" }));
    }

    [Test]
    public async Task Process_WrongSecret_NamesTheCredentials()
    {
        var options = new S3TestServerOptions();
        options.Credentials.Add(new S3Credentials("AKIAIOSFODNN7EXAMPLE", "another-secret"));
        await using var s3 = await S3Scratch.StartAsync(options);
        s3.Drop("claims.csv", Claims.Rows(1));

        var line = await OneLineOf(s3.Folder);

        Assert.That(line, Does.StartWith("vfs: The input area refuses access: ").And.Contain("SignatureDoesNotMatch"));
        Assert.That(line, Does.Contain("Correct the credentials (AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or storage.s3.profile)"));
        Assert.That(line, Does.Not.Contain("secret-of-no-account"));
        Assert.That(s3.FilesOf("input"), Is.EqualTo(new[] { "claims.csv" }));
    }

    [Test]
    public async Task Process_NoCredentials_NamesThem()
    {
        await using var s3 = await S3Scratch.StartAsync();
        s3.Folder.Variables.Remove("AWS_ACCESS_KEY_ID");
        s3.Folder.Variables["HOME"] = s3.Folder.Root;

        var line = await OneLineOf(s3.Folder);

        Assert.That(line, Does.Contain("Failed to resolve AWS credentials").And.Contain("Correct the credentials"));
    }

    [Test]
    public async Task Process_CredentialsInTheEnvironmentFile_AreUsed()
    {
        var options = new S3TestServerOptions();
        options.Credentials.Add(new S3Credentials("AKIAIOSFODNN7EXAMPLE", "secret-of-the-file"));
        await using var s3 = await S3Scratch.StartAsync(options);
        s3.Drop("claims.csv", Claims.Rows(1));
        s3.Folder.Variables.Remove("AWS_ACCESS_KEY_ID");
        s3.Folder.Variables.Remove("AWS_SECRET_ACCESS_KEY");
        s3.Folder.Variables.Remove("STORAGE__MODE");
        await File.WriteAllTextAsync(
            Path.Combine(s3.Folder.Root, ".env"),
            "# a developer's machine\nSTORAGE__MODE=s3\nAWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=\"secret-of-the-file\"\n");

        var result = await VfsProcess.RunAsync(s3.Folder, "process");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(s3.FilesOf("output"), Is.EqualTo(new[] { "REF-0001.json" }));
    }

    [Test]
    public async Task Process_ConnectionRefused_NamesTheEndpoint()
    {
        await using var s3 = await S3Scratch.StartAsync();
        await s3.Server.DisposeAsync();

        var line = await OneLineOf(s3.Folder);

        Assert.That(line, Does.Contain("Connection refused").And.Contain("storage.s3 (service_url"));
    }

    [Test]
    public async Task Process_EndpointNeverAnswers_EndsWithinSeconds()
    {
        // Connections are taken by the kernel and never answered.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var s3 = await S3Scratch.StartAsync();
        s3.Folder.Variables["STORAGE__S3__SERVICE_URL"] = $"http://{silent.LocalEndpoint}";
        s3.Folder.Variables["STORAGE__S3__REQUEST_TIMEOUT_SECONDS"] = "1";

        var line = await OneLineOf(s3.Folder);

        Assert.That(line, Does.Contain("cannot be reached").And.Contain("storage.s3 (service_url"));
    }

    private static async Task<string> OneLineOf(Scratch folder)
    {
        var result = await VfsProcess.RunAsync(folder, "process");
        Assert.That(result.ExitCode, Is.EqualTo(2), result.ToString());
        Assert.That(result.ErrorLines, Has.Count.EqualTo(1), result.ToString());
        Assert.That(result.Output, Is.Empty);
        return result.ErrorLines[0];
    }
}
