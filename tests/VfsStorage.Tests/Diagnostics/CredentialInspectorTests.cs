using System.Net;
using System.Text;
using VfsStorage.Objects;
using VfsStorage.Objects.S3;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Diagnostics;

/// <summary>Whose credentials they are, where they come from, until when.</summary>
[NonParallelizable] // Sets variables of the process, which is where the SDK looks for credentials.
internal sealed class CredentialInspectorTests
{
    private static readonly string[] Variables = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_EC2_METADATA_DISABLED"];

    private readonly Dictionary<string, string?> _before = [];
    private string _folder = "";

    [SetUp]
    public void Isolate()
    {
        _folder = Directory.CreateTempSubdirectory("vfs-aws-").FullName;
        foreach (var variable in Variables)
        {
            _before[variable] = Environment.GetEnvironmentVariable(variable);
            Environment.SetEnvironmentVariable(variable, null);
        }

        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        Amazon.AWSConfigs.AWSProfilesLocation = Path.Combine(_folder, "credentials");
    }

    [TearDown]
    public void Restore()
    {
        foreach (var (variable, value) in _before) Environment.SetEnvironmentVariable(variable, value);
        Amazon.AWSConfigs.AWSProfilesLocation = null;
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Resolve_SessionOfTheEnvironment_IsTemporaryAndShowsNoSecret()
    {
        UseEnvironment("a-session-token");

        var facts = await Inspector("http://127.0.0.1:1/").ResolveAsync(default);

        Assert.That(facts.ToString(), Does.Contain("AKIA…MPLE").And.Not.Contain("no-secret").And.Not.Contain("a-session-token").And.Not.Contain("OSFODNN"));
        Assert.That((facts.AreTemporary, facts.Expires), Is.EqualTo((true, (DateTimeOffset?)null)));
    }

    [Test]
    public void Resolve_NoneAnywhere_IsBadCredentials() => Assert.That(
        () => Inspector("http://127.0.0.1:1/").ResolveAsync(default),
        Throws.TypeOf<StoreException>().With.Property(nameof(StoreException.Kind)).EqualTo(StoreErrorKind.BadCredentials));

    [Test]
    public async Task WhoAmI_EndpointWithATokenService_TellsTheName()
    {
        UseEnvironment();
        const string Answer = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
            <Arn>arn:aws:iam::123456789012:user/claims</Arn><UserId>AIDA</UserId><Account>123456789012</Account>
            </GetCallerIdentityResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>
            """;
        using var service = new HttpListener();
        var url = ListenOn(service);
        var served = ServeAsync(service, Answer);

        Assert.That(await Inspector(url).WhoAmIAsync(default), Is.EqualTo("arn:aws:iam::123456789012:user/claims"));
        await served;
    }

    [Test]
    public async Task WhoAmI_EndpointWithoutATokenService_IsNotAnError()
    {
        UseEnvironment();
        await using var server = await S3TestServer.StartAsync();

        Assert.That(await Inspector(server.Endpoint.AbsoluteUri).WhoAmIAsync(default), Is.Null);
    }

    private static void UseEnvironment(string? token = null)
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "no-secret");
        Environment.SetEnvironmentVariable("AWS_SESSION_TOKEN", token);
    }

    private static CredentialInspector Inspector(string url) => new(new S3StorageOptions { ServiceUrl = url });

    private static string ListenOn(HttpListener listener)
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        listener.Prefixes.Add(url);
        listener.Start();
        return url;
    }

    private static async Task ServeAsync(HttpListener service, string answer)
    {
        var context = await service.GetContextAsync();
        context.Response.ContentType = "text/xml";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
        context.Response.Close();
    }
}
