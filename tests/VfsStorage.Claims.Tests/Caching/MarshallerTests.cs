using System.Text.Json.Nodes;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Caching;

[TestFixtureSource(typeof(FileSystemKinds), nameof(FileSystemKinds.All))]
public sealed class MarshallerTests(FileSystemKind kind) : ClaimsFixture(kind)
{
    private const string Sec = AgentCatalog.SecIapd;
    private const string Nfa = AgentCatalog.NfaBasic;
    private const string Search = AgentCatalog.SearchIndividual;

    [Test]
    public async Task AskAsync_SecondTime_IsAnsweredFromTheCache()
    {
        var source = Single("first", "second");
        var fetched = await AskAsync(source, Sec, "9");
        var cached = await AskAsync(source, Sec, "9");
        Assert.That(cached.ToJsonString(), Is.EqualTo(fetched.ToJsonString()));
        Assert.That(source.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task AskAsync_Single_IsKeptUnderItsDocumentedName()
    {
        await AskAsync(Single("x"), Sec, "9");
        var folder = FileSystem.Path.Combine(Areas.Cache, "EN_1", Sec, Search);
        Assert.That(Names(folder), Is.EqualTo([$"{Sec}_EN_1_{Search}_20250309.json", "manifest.txt"]));
        Assert.That(Read(folder, "manifest.txt"), Does.StartWith("Cached on: 2025-03-09 10:00:00\n"));
    }

    [Test]
    public async Task AskAsync_List_IsKeptAFileARecord()
    {
        var source = new CountingSource(_ => new JsonArray(new JsonObject { ["n"] = 1 }, new JsonObject { ["n"] = 2 }));
        await AskAsync(source, Nfa, "9");
        var cached = await AskAsync(source, Nfa, "9");

        var folder = FileSystem.Path.Combine(Areas.Cache, "EN_1", Nfa, Search);
        Assert.That(Names(folder), Is.EqualTo([$"{Nfa}_EN_1_{Search}_20250309_1.json", $"{Nfa}_EN_1_{Search}_20250309_2.json", "manifest.txt"]));
        Assert.That(AgentAnswer.Records(cached).Select(record => (int)record["n"]!), Is.EqualTo([1, 2]));
        Assert.That(source.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task AskAsync_NothingFound_IsCachedToo([Values(Sec, Nfa)] string agent)
    {
        var source = new CountingSource(_ => agent == Sec ? AgentAnswer.NoHits() : new JsonArray());
        await AskAsync(source, agent, "9");
        var cached = await AskAsync(source, agent, "9");
        Assert.That((source.Requests.Count, AgentAnswer.Hits(cached).Count(), AgentAnswer.Records(cached).Count), Is.EqualTo((1, 0, 0)));
    }

    [Test]
    public async Task AskAsync_OtherParameters_AreAnotherQuestion()
    {
        var source = new CountingSource(request => Hit(request["p"]));
        var first = await AskAsync(source, Sec, "9");
        var second = await AskAsync(source, Sec, "8");
        var again = await AskAsync(source, Sec, "9");
        Assert.That(new[] { first, second, again }.Select(Value), Is.EqualTo(["9", "8", "9"]));
    }

    [TestCase(89, 1)]
    [TestCase(90, 1)]
    [TestCase(91, 2)]
    public async Task AskAsync_AfterDays_FetchesOnceTheAnswerIsOlderThanNinety(int days, int fetches)
    {
        var source = Single("old", "new");
        await AskAsync(source, Sec, "9");
        Time.Advance(TimeSpan.FromDays(days));
        var answer = await AskAsync(source, Sec, "9");
        Assert.That((source.Requests.Count, Value(answer)), Is.EqualTo((fetches, fetches == 1 ? "old" : "new")));
    }

    [Test]
    public async Task AskAsync_AfterARefetch_GivesTheNewestAnswer()
    {
        var source = Single("old", "new", "newer");
        await AskAsync(source, Sec, "9");
        Time.Advance(TimeSpan.FromDays(91));
        await AskAsync(source, Sec, "9");
        Assert.That(Value(await AskAsync(source, Sec, "9")), Is.EqualTo("new"));
    }

    [TestCase("manifest.txt", "Cached on: yesterday\n")]
    [TestCase("manifest.txt", "")]
    [TestCase("manifest.txt", "Cached on: 2025-03-09 10:00:00\n")]
    [TestCase($"{Sec}_EN_1_{Search}_20250309.json", "{\"hits\":{\"hits\":[]}}")]
    [TestCase($"{Sec}_EN_1_{Search}_20250309.json", "{")]
    public async Task AskAsync_CacheThatCannotBeTrusted_FetchesAgain(string file, string content)
    {
        var source = Single("first", "second");
        await AskAsync(source, Sec, "9");
        FileSystem.File.WriteAllText(FileSystem.Path.Combine(Areas.Cache, "EN_1", Sec, Search, file), content);
        Assert.That(Value(await AskAsync(source, Sec, "9")), Is.EqualTo("second"));
    }

    [Test]
    public async Task AskAsync_DataRemoved_FetchesAgain()
    {
        var source = Single("first", "second");
        await AskAsync(source, Sec, "9");
        FileSystem.File.Delete(FileSystem.Path.Combine(Areas.Cache, "EN_1", Sec, Search, $"{Sec}_EN_1_{Search}_20250309.json"));
        Assert.That(Value(await AskAsync(source, Sec, "9")), Is.EqualTo("second"));
    }

    [Test]
    public async Task AskAsync_Failure_IsNeverCached()
    {
        var fail = true;
        var source = new CountingSource(_ => fail ? throw new AgentException("refused", 403) : Hit("x"));
        Assert.ThrowsAsync<AgentException>(() => AskAsync(source, Sec, "9"));
        fail = false;
        Assert.That(Value(await AskAsync(source, Sec, "9")), Is.EqualTo("x"));
    }

    [TestCase(Sec, "[]")]
    [TestCase(Sec, "{\"error\":\"busy\"}")]
    [TestCase(Sec, "{\"hits\":{\"hits\":[{\"_source\":{\"content\":\"<html>\"}}]}}")]
    [TestCase(Nfa, "{\"error\":\"busy\"}")]
    [TestCase(Nfa, "\"busy\"")]
    public void AskAsync_AnswerOfAnotherShape_IsAFailure(string agent, string answer)
    {
        var source = new CountingSource(_ => JsonNode.Parse(answer));
        Assert.ThrowsAsync<AgentException>(() => AskAsync(source, agent, "9"));
        Assert.ThrowsAsync<AgentException>(() => AskAsync(source, agent, "9"));
        Assert.That(source.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task EndAsync_RequestLog_TellsCachedFromFetched()
    {
        var source = Single("x");
        await AskAsync(source, Sec, "9");
        Time.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(source, Sec, "9");
        Assert.That(Read(Areas.Cache, "EN_1", "request_log.txt"), Is.EqualTo(
            $"[2025-03-09 10:00:00] {Sec}/{Search} - Fetched (fetch duration: 0.00s)\n[2025-03-09 10:01:00] {Sec}/{Search} - Cached\n"));
    }

    [Test]
    public async Task AskAsync_EmployeeThatClimbs_StaysInTheCache()
    {
        await AskAsync(Single("x"), Sec, "9", "../evil");
        await AskAsync(Single("x"), Sec, "9", "..");
        var folders = FileSystem.Directory.EnumerateDirectories(Areas.Cache).Select(path => FileSystem.Path.GetFileName(path)).Order(StringComparer.Ordinal);
        Assert.That(folders, Is.EqualTo(["%2E%2E", "..%2Fevil"]));
    }

    [TestCase("")]
    [TestCase(" ")]
    public void Open_BlankEmployee_IsAnArgumentError(string employee)
    {
        using var marshaller = new Marshaller(Workspace, Single("x"));
        Assert.That(() => marshaller.Open(employee), Throws.ArgumentException);
    }

    [Test]
    public async Task AskAsync_TwoClaimsAtOnce_FetchOnce()
    {
        var source = Single("x", "y");
        using var marshaller = new Marshaller(Workspace, source);
        var sessions = Enumerable.Range(0, 8).Select(_ => marshaller.Open("EN_1")).ToList();
        var answers = await Task.WhenAll(sessions.Select(session => session.AskAsync(Sec, Search, CancellationToken.None, ("p", "9"))));
        Assert.That(answers.Select(Value), Is.All.EqualTo("x"));
        Assert.That(source.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void AskAsync_CacheCannotBeWritten_IsAStorageFailure()
    {
        var broken = new CrashPoint(1, CrashEffect.Before) { Exception = () => new UnauthorizedAccessException("Access denied.") };
        var workspace = Workspace with { FileSystem = CrashingFileSystem.Wrap(FileSystem, broken) };
        using var marshaller = new Marshaller(workspace, Single("x"));
        var exception = Assert.ThrowsAsync<ClaimsException>(() => marshaller.Open("E").AskAsync(Sec, Search, CancellationToken.None, ("p", "9")));
        Assert.That(exception!.Message, Does.Contain("cache").And.Contain("Access denied"));
    }

    [Test]
    public async Task AskAsync_EmployeeOfAnyName_IsAnsweredFromTheCache([Values("EN 1", "..", "a/b:c", "50%", "Ä-1", ".hidden")] string employee)
    {
        var source = Single("first", "second");
        await AskAsync(source, Sec, "9", employee);
        await AskAsync(source, Sec, "9", employee);
        Assert.That(source.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task AskAsync_AnotherProcessWasFasterSinceTheListing_KeepsAnAnswerThatIsWhole()
    {
        using var marshaller = new Marshaller(Workspace, Single("own first", "own second"));
        var session = marshaller.Open("EN_1");
        await session.AskAsync(AgentCatalog.FinraBrokerCheck, Search, CancellationToken.None, ("p", "9"));
        await AskAsync(Single("theirs"), Sec, "9");

        var answer = await session.AskAsync(Sec, Search, CancellationToken.None, ("p", "9"));

        Assert.That(Value(answer), Is.EqualTo("own second"));
        var later = Single("never asked");
        Assert.That(Value(await AskAsync(later, Sec, "9")), Is.EqualTo("own second"));
        Assert.That(later.Requests, Is.Empty);
    }

    [Test]
    public async Task AskAsync_ClearedSinceTheListing_IsFetchedAndKeptAgain()
    {
        await AskAsync(Single("old"), Sec, "9");
        using var marshaller = new Marshaller(Workspace, Single("other", "new"));
        var session = marshaller.Open("EN_1");
        await session.AskAsync(AgentCatalog.FinraBrokerCheck, Search, CancellationToken.None, ("p", "9"));
        FileSystem.Directory.Delete(FileSystem.Path.Combine(Areas.Cache, "EN_1"), recursive: true);

        Assert.That(Value(await session.AskAsync(Sec, Search, CancellationToken.None, ("p", "9"))), Is.EqualTo("new"));

        await session.EndAsync();
        var later = Single("never asked");
        Assert.That(Value(await AskAsync(later, Sec, "9")), Is.EqualTo("new"));
        Assert.That(later.Requests, Is.Empty);
    }

    private async Task<JsonNode> AskAsync(IAgentSource source, string agent, string parameter, string employee = "EN_1")
    {
        using var marshaller = new Marshaller(Workspace, source);
        var session = marshaller.Open(employee);
        try
        {
            return await session.AskAsync(agent, Search, CancellationToken.None, ("p", parameter));
        }
        finally
        {
            await session.EndAsync();
        }
    }

    private static CountingSource Single(params string[] answers)
    {
        var next = 0;
        return new CountingSource(_ => Hit(answers[next++]));
    }

    private static JsonObject Hit(string value) => new()
    {
        ["hits"] = new JsonObject { ["hits"] = new JsonArray(new JsonObject { ["_source"] = new JsonObject { ["value"] = value } }) },
    };

    private static string Value(JsonNode answer) => (string)AgentAnswer.Hits(answer).Single()["value"]!;
}
