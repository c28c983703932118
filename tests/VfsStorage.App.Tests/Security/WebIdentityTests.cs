using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Security;

/// <summary>
/// Credentials of a web identity, as in Kubernetes: a token in a file, exchanged for a role's at a token service. In a process of its own, because the
/// SDK looks at the environment.
/// </summary>
[TestFixture, Parallelizable(ParallelScope.All)]
internal sealed class WebIdentityTests
{
    [Test]
    public async Task Cat_WebIdentity_IsExchangedForTheRole()
    {
        await using var tokens = await TokenService.StartAsync("ASIAFIRST");
        await using var s3 = await StartAsync(tokens);
        s3.Drop("note.txt", "hello");

        var result = await VfsProcess.RunAsync(s3.Folder, "cat", "input/note.txt");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(result.Output, Is.EqualTo("hello"));
        Assert.That(s3.Server.Requests.All.Select(request => request.AccessKey).Distinct(), Is.EqualTo(new[] { "ASIAFIRST" }));
        Assert.That(tokens.Requests.Single(), Does.Contain("Action=AssumeRoleWithWebIdentity").And.Contain("WebIdentityToken=first-identity")
            .And.Contain("RoleArn=arn:aws:iam::123456789012:role/claims"));
    }

    [Test]
    public async Task Cp_RoleExpiresInTheMiddle_IsFetchedAgain()
    {
        await using var tokens = await TokenService.StartAsync("ASIAFIRST", "ASIASECOND");
        await using var s3 = await StartAsync(tokens);
        for (var number = 0; number < 20; number++)
            s3.Drop($"note-{number}.txt", $"hello {number}");
        s3.Server.Faults.On(S3Operation.CopyObject, S3Operation.GetObject).Nth(5).CallBefore(_ => s3.Server.Faults.ExpireCredentials("ASIAFIRST"));

        var result = await VfsProcess.RunAsync(s3.Folder, "cp", "-r", "input", "output/copy");

        Assert.That(result.ExitCode, Is.Zero, result.ToString());
        Assert.That(s3.FilesOf("output").Count, Is.EqualTo(20));
        Assert.That(s3.Server.Requests.All.Select(request => request.AccessKey).Distinct(), Is.EqualTo(new[] { "ASIAFIRST", "ASIASECOND" }));
        Assert.That(tokens.Requests, Has.Count.EqualTo(2));
    }

    private static async Task<S3Scratch> StartAsync(TokenService tokens)
    {
        var s3 = await S3Scratch.StartAsync(new S3TestServerOptions
        {
            Credentials = { new S3Credentials("ASIAFIRST", "role-secret", "role-token"), new S3Credentials("ASIASECOND", "role-secret", "role-token") },
        });
        var variables = s3.Folder.Variables;
        variables.Remove("AWS_ACCESS_KEY_ID");
        variables.Remove("AWS_SECRET_ACCESS_KEY");
        variables["HOME"] = s3.Folder.Root;
        variables["AWS_REGION"] = "us-east-1";
        variables["AWS_ROLE_ARN"] = "arn:aws:iam::123456789012:role/claims";
        variables["AWS_ROLE_SESSION_NAME"] = "claims";
        variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = Path.Combine(s3.Folder.Root, "identity");
        variables["AWS_ENDPOINT_URL_STS"] = tokens.Address;
        await File.WriteAllTextAsync(variables["AWS_WEB_IDENTITY_TOKEN_FILE"], "first-identity");
        return s3;
    }
}
