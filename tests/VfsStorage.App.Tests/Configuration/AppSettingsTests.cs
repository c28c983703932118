using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using VfsStorage.App.Configuration;
using VfsStorage.App.Hosting;
using VfsStorage.Claims;

namespace VfsStorage.App.Tests.Configuration;

/// <summary>The settings beside <c>storage</c>.</summary>
[TestFixture]
internal sealed class AppSettingsTests
{
    [Test]
    public void Read_NothingSet_GivesTheDefaults()
    {
        var settings = Read();

        Assert.That(settings.Reviews, Is.EqualTo(Reviews.All));
        Assert.That(settings.WaitBetweenRows, Is.EqualTo(TimeSpan.FromSeconds(7)));
        Assert.That(settings.OrganizationIndex, Is.EqualTo("organizationsCrd.jsonl"));
        Assert.That(settings.LogFile, Is.EqualTo("logs/app.log"));
        Assert.That(settings.LogLevels, Is.EquivalentTo(new Dictionary<string, LogLevel>
        {
            ["core"] = LogLevel.Information,
            ["services"] = LogLevel.None,
            ["agents"] = LogLevel.None,
            ["evaluation"] = LogLevel.None,
        }));
    }

    [Test]
    public void Read_SkipKeys_LeaveReviewsOut() => Assert.That(
        Read(("skip_disciplinary", "true"), ("skip_arbitration", "false"), ("skip_regulatory", "True")).Reviews,
        Is.EqualTo(Reviews.Arbitration));

    [TestCase("0", 0)]
    [TestCase("0.5", 0.5)]
    [TestCase("3600", 3600)]
    public void Read_WaitTime_IsSeconds(string text, double seconds) =>
        Assert.That(Read(("default_wait_time", text)).WaitBetweenRows, Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase("-0.1")]
    [TestCase("3600.1")]
    [TestCase("NaN")]
    [TestCase("7,5")]
    [TestCase("")]
    public void Read_WaitTimeOutOfBounds_IsAMistake(string text) => Assert.That(
        () => Read(("default_wait_time", text)),
        Throws.TypeOf<UsageException>().With.Message.EqualTo($"default_wait_time must be a number of seconds from 0 to 3600, not '{text}'."));

    [Test]
    public void Read_LoggingGroups_LogAtTheirLevels()
    {
        var levels = Read(
            ("enabled_logging_groups:0", "agents"), ("enabled_logging_groups:1", "Services"),
            ("logging_levels:agents", "debug"), ("logging_levels:evaluation", "ERROR")).LogLevels;

        Assert.That(levels["agents"], Is.EqualTo(LogLevel.Debug));
        Assert.That(levels["services"], Is.EqualTo(LogLevel.Information));
        Assert.That(levels["core"], Is.EqualTo(LogLevel.None), "Naming groups leaves the others out.");
        Assert.That(levels["evaluation"], Is.EqualTo(LogLevel.None), "A level alone does not enable a group.");
    }

    [Test]
    public void Read_SeveralMistakes_TellsAll()
    {
        var failure = Assert.Throws<UsageException>(() => Read(("skip_regulatory", "perhaps"), ("default_wait_time", "soon")));

        Assert.That(failure!.Mistakes, Has.Count.EqualTo(2));
    }

    private static AppSettings Read(params (string Key, string Value)[] values) => AppSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))).Build());
}
