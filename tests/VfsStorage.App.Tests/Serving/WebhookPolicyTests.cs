using System.Net;
using VfsStorage.App.Serving;
using VfsStorage.App.Serving.Webhooks;

namespace VfsStorage.App.Tests.Serving;

/// <summary>Without an allow-list, webhooks go to public addresses only, however an address is written.</summary>
[TestFixture]
internal sealed class WebhookPolicyTests
{
    /// <summary>Addresses that stand for another one, or that no receiver on the Internet has.</summary>
    [TestCase("64:ff9b::a9fe:a9fe")]
    [TestCase("64:ff9b::10.0.0.1")]
    [TestCase("64:ff9b:1::1")]
    [TestCase("2002:7f00:1::1")]
    [TestCase("2002:a9fe:a9fe::1")]
    [TestCase("2001:0:1:2:3:4:5:6")]
    [TestCase("::127.0.0.1")]
    [TestCase("::2")]
    [TestCase("100::1")]
    [TestCase("fec0::1")]
    [TestCase("ff02::1")]
    [TestCase("::ffff:10.0.0.1")]
    [TestCase("192.0.0.192")]
    [TestCase("198.18.0.1")]
    [TestCase("198.19.255.255")]
    [TestCase("255.255.255.255")]
    public void MayConnect_NotPublic_No(string address) => Assert.That(new WebhookPolicy(new ServeSettings()).MayConnect(IPAddress.Parse(address)), Is.False);

    [TestCase("8.8.8.8")]
    [TestCase("192.0.78.9")]
    [TestCase("198.17.0.1")]
    [TestCase("::ffff:8.8.8.8")]
    [TestCase("64:ff9b::8.8.8.8")]
    [TestCase("2606:4700:4700::1111")]
    [TestCase("2a00:1450:4001::1")]
    public void MayConnect_Public_Yes(string address) => Assert.That(new WebhookPolicy(new ServeSettings()).MayConnect(IPAddress.Parse(address)), Is.True);
}
