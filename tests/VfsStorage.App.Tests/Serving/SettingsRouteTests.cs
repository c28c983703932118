using System.Net;
using System.Net.Http.Json;

namespace VfsStorage.App.Tests.Serving;

/// <summary>The settings that are changed while the server runs.</summary>
[TestFixture]
internal sealed class SettingsRouteTests
{
    [Test]
    public async Task Put_TwoSettingsAtOnce_KeepsBoth()
    {
        using var scratch = new Scratch();
        await using var app = await ServedApp.StartAsync(scratch);

        for (var round = 0; round < 40; round++)
        {
            var wanted = round % 2 == 0;
            var answers = await Task.WhenAll(
                app.Client.PutAsJsonAsync("/settings", new { headless = wanted }), app.Client.PutAsJsonAsync("/settings", new { debug = wanted }));
            Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
            var settings = await app.GetAsync("/settings");
            Assert.That(((bool)settings!["headless"]!, (bool)settings["debug"]!), Is.EqualTo((wanted, wanted)), $"round {round}");
            foreach (var answer in answers)
                answer.Dispose();
        }
    }
}
