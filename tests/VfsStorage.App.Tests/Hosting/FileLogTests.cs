using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VfsStorage.App.Configuration;
using VfsStorage.App.Hosting;
using VfsStorage.Claims;

namespace VfsStorage.App.Tests.Hosting;

/// <summary>The log file holds what the logging groups say, and of everybody else warnings only.</summary>
[TestFixture]
internal sealed class FileLogTests
{
    private LogSwitch _switch = null!;
    private Scratch _scratch = null!;
    private ServiceProvider _services = null!;

    [SetUp]
    public void Create()
    {
        _scratch = new Scratch();
        _switch = new LogSwitch();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["log_file"] = Path.Combine(_scratch.Root, "app.log"),
            ["enabled_logging_groups:0"] = "core",
            ["enabled_logging_groups:1"] = "agents",
            ["logging_levels:agents"] = "ERROR",
        }).Build();
        _services = new ServiceCollection().AddLogging(logging => FileLog.Add(logging, AppSettings.Read(configuration), _switch)).BuildServiceProvider();
    }

    [TearDown]
    public void Delete()
    {
        _services.Dispose();
        _scratch.Dispose();
    }

    [TestCase(LogGroups.Core, LogLevel.Information)]
    [TestCase(LogGroups.Agents, LogLevel.Error)]
    [TestCase(LogGroups.Services, LogLevel.None)]
    [TestCase("Microsoft.AspNetCore.Server.Kestrel.Connections", LogLevel.Warning)]
    [TestCase("VfsStorage.Requests", LogLevel.Warning)]
    public void IsEnabled_Category_FromItsLevelOn(string category, LogLevel least)
    {
        var logger = _services.GetRequiredService<ILoggerFactory>().CreateLogger(category);

        Assert.That(Enum.GetValues<LogLevel>().Where(logger.IsEnabled), Is.EqualTo(Enum.GetValues<LogLevel>().Where(level => level >= least && level < LogLevel.None)));
    }

    [TestCase(LogGroups.Core, true)]
    [TestCase(LogGroups.Services, true)]
    [TestCase("Microsoft.AspNetCore.Server.Kestrel.Connections", false)]
    public void IsEnabled_SwitchedToDebug_EveryGroupLogsEverything(string category, bool isGroup)
    {
        var logger = _services.GetRequiredService<ILoggerFactory>().CreateLogger(category);
        Assert.That(logger.IsEnabled(LogLevel.Debug), Is.False);

        _switch.IsDebug = true;

        Assert.That(logger.IsEnabled(LogLevel.Debug), Is.EqualTo(isGroup));
    }
}
