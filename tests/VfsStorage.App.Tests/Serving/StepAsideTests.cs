using Microsoft.Extensions.DependencyInjection;
using VfsStorage.Claims;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Queueing;
using VfsStorage.Claims.Reports;

namespace VfsStorage.App.Tests.Serving;

/// <summary>A claim that steps aside because its own files cannot be reached keeps all its attempts.</summary>
[TestFixture]
internal sealed class StepAsideTests
{
    /// <summary>More than a claim has attempts, each asked for three times before it steps aside.</summary>
    private const int BlockedChecks = 3 * 6;

    [Test]
    public async Task Process_BlockedManyTimesThenRefusedOnce_IsTriedAgain()
    {
        using var scratch = new Scratch();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var app = await ServedApp.StartAsync(scratch, configure: services =>
            services.AddSingleton<IClaimChecker>(provider => new BlockedChecker(provider.GetRequiredService<ClaimProcessor>())));

        var id = await app.AcceptAsync("R-1", "EN-1", receiver.Address);
        await receiver.WaitForAsync(1);
        await app.UntilIdleAsync();

        Assert.That((string?)receiver.Letters.Single().Json["status"], Is.EqualTo("COMPLETED"));
        var task = await new ClaimTasks(app.Services.GetRequiredService<ClaimsWorkspace>()).FindEndedAsync(id);
        Assert.That(task!.Attempts, Is.EqualTo(2), "one that was refused and one that was not");
    }

    /// <summary>The storage refuses for long, then the source refuses once.</summary>
    private sealed class BlockedChecker(ClaimProcessor processor) : IClaimChecker
    {
        private int _asked;

        public Task<ComplianceReport> CheckAsync(Claim claim, Reviews reviews, CancellationToken cancellationToken = default) => ++_asked switch
        {
            <= BlockedChecks => throw new ClaimsException("The storage failed.", new IOException("No.")),
            BlockedChecks + 1 => throw new AgentException("The source refused.", 403),
            _ => processor.CheckAsync(claim, reviews, cancellationToken),
        };
    }
}
