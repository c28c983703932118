using System.IO.Abstractions;
using VfsStorage.Claims;
using VfsStorage.Claims.Queueing;

namespace VfsStorage.App.Tests.Serving;

/// <summary>A folder of its own and somebody who takes webhooks, for each test.</summary>
internal abstract class DeliveryFixture
{
    /// <summary>The day on which all tasks were accepted.</summary>
    protected const string Day = "20250309";

    protected Scratch Scratch { get; private set; } = null!;

    protected WebhookReceiver Receiver { get; private set; } = null!;

    /// <summary>The areas as the server sees them.</summary>
    protected ClaimsWorkspace Workspace => new(new FileSystem(), new ClaimsAreas(Scratch.Input, Scratch.Output, Scratch.Archive, Scratch.Cache));

    [SetUp]
    public async Task StartAsync()
    {
        Scratch = new Scratch();
        Receiver = await WebhookReceiver.StartAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await Receiver.DisposeAsync();
        Scratch.Dispose();
    }

    protected static string IdOf(int number) => $"{Day}-{number:x32}";

    /// <summary>A task about a claim of its own.</summary>
    protected ClaimTask TaskOf(int number) => new(IdOf(number), $"R-{number}")
    {
        Mode = ProcessingMode.Basic,
        Claim = Claim.FromFields(ServedApp.Claim($"R-{number}", $"EN-{number}").Select(field => KeyValuePair.Create(field.Key, (string?)field.Value))).Fields,
        WebhookUrl = Receiver.Address.AbsoluteUri,
        AcceptedAt = DateTimeOffset.UtcNow,
    };
}
