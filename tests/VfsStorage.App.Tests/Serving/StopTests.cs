using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using VfsStorage.Claims.Queueing;

namespace VfsStorage.App.Tests.Serving;

/// <summary>A stop ends what is under way, whoever else takes his time.</summary>
[TestFixture]
internal sealed class StopTests : DeliveryFixture
{
    [Test]
    public async Task Stop_ClientThatNeverEndsItsRequest_AttemptUnderWayStillGetsItsAnswer()
    {
        var answer = new TaskCompletionSource();
        Receiver.Gate = answer.Task;
        var app = await ServedApp.StartAsync(
            Scratch, configure: services => services.PostConfigure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200)));
        var task = await app.AcceptAsync("R-1", "EN-1", Receiver.Address);
        await Receiver.WaitForAsync(1);
        using var slow = new TcpClient();
        await slow.ConnectAsync(app.Client.BaseAddress!.Host, app.Client.BaseAddress.Port);
        var connection = slow.GetStream();
        await connection.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /process-claim-basic HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n"));
        Assert.That(await connection.ReadAsync(new byte[100]), Is.Positive, "It is being answered.");

        var stopped = app.DisposeAsync().AsTask();
        await UntilClosedAsync(connection);
        // The server has given the client up, and with it all of its time. One that is not patient is through now.
        await Task.WhenAny(stopped, Task.Delay(TimeSpan.FromSeconds(1)));
        answer.SetResult();
        await stopped;

        var delivery = await new WebhookOutbox(Workspace).FindAsync($"R-1_{task}");
        Assert.That((delivery!.Status, Receiver.Letters.Count), Is.EqualTo((WebhookStatus.Delivered, 1)));
    }

    private static async Task UntilClosedAsync(NetworkStream connection)
    {
        try
        {
            var buffer = new byte[1000];
            while (await connection.ReadAsync(buffer) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Reset, which is closed, too.
        }
    }
}
