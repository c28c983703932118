using Microsoft.Extensions.Configuration;
using VfsStorage.App.Agents;
using VfsStorage.App.Configuration;
using VfsStorage.App.Hosting;
using VfsStorage.Claims.Agents;

namespace VfsStorage.App.Tests.Agents;

/// <summary>The <c>agents</c> section of the configuration.</summary>
[TestFixture]
internal sealed class AgentSettingsTests
{
    [Test]
    public void Read_NoSection_RecordsForEverybody()
    {
        var settings = Read();

        Assert.That(settings.UsesHttp, Is.False);
        Assert.That(settings.Endpoints.Keys, Is.EqualTo(AgentCatalog.Services.Keys));
        Assert.That(settings.Pace, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void Read_OneAgentOverHttp_KeepsTheOthersRecorded()
    {
        var settings = Read(("agents:SEC_IAPD_Agent:source", "http"));

        Assert.That(settings.UsesHttp, Is.True);
        Assert.That(settings.Endpoints[AgentCatalog.SecIapd].BaseUrl, Is.EqualTo(new Uri("https://api.adviserinfo.sec.gov/search/individual")));
        Assert.That(settings.Endpoints[AgentCatalog.FinraBrokerCheck].Source, Is.EqualTo(AgentSource.Recorded));
    }

    [Test]
    public void Read_Mistakes_AreToldTogether()
    {
        var exception = Assert.Throws<UsageException>(() => Read(
            ("agents:source", "internet"),
            ("agents:SEC_IPAD_Agent:source", "http"),
            ("agents:NFA_Basic_Agent:source", "http"),
            ("agents:SEC_IAPD_Agent:source", "http"),
            ("agents:SEC_IAPD_Agent:base_url", "ftp://example.com"),
            ("agents:max_retries", "many"),
            ("agents:timeout_seconds", "0")))!;

        Assert.That(exception.Mistakes, Has.Count.EqualTo(6));
        Assert.That(exception.Message, Does.Contain("agents:source must be recorded or http, not 'internet'.")
            .And.Contain("'SEC_IPAD_Agent'")
            .And.Contain("agents:NFA_Basic_Agent:base_url is missing")
            .And.Contain("agents:SEC_IAPD_Agent:base_url must be an http or https address, not 'ftp://example.com'.")
            .And.Contain("agents:max_retries must be a whole number from 0 to 20, not 'many'.")
            .And.Contain("agents:timeout_seconds must be a number of seconds from 0.01 to 3600, not '0'."));
    }

    private static AgentSettings Read(params (string Key, string Value)[] values) => AppSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))).Build()).Agents;
}
