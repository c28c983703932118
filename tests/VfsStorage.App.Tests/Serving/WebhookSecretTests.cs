using Microsoft.Extensions.Configuration;
using VfsStorage.App.Configuration;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Tests.Serving;

/// <summary>"A secret <c>whsec_…</c> is base64": one that is not would sign what no receiver can verify.</summary>
[TestFixture]
internal sealed class WebhookSecretTests
{
    [TestCase("whsec_")]
    [TestCase("whsec_c2VjcmV")]
    [TestCase("whsec_not-base64!")]
    public void Read_SecretThatIsNoBase64_IsToldWithoutIt(string secret)
    {
        var told = Assert.Throws<UsageException>(() => Read(secret))!;

        Assert.That(told.Message, Is.EqualTo("WEBHOOK_HMAC_SECRET: what follows whsec_ must be base64."));
    }

    [TestCase("")]
    [TestCase("plain")]
    [TestCase("whsec_c2VjcmV0")]
    public void Read_Secret_IsTaken(string secret) => Assert.That(Read(secret).Serve.WebhookSecret, Is.EqualTo(secret));

    private static AppSettings Read(string secret) =>
        AppSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["WEBHOOK_HMAC_SECRET"] = secret }).Build());
}
