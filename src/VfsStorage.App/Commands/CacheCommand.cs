using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;
using VfsStorage.Claims;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Caching;
using VfsStorage.Claims.Paging;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs cache</c>: what agents' answers and reports are kept, and cleaning up. Reports are never deleted.</summary>
internal static class CacheCommand
{
    private static readonly Argument<string?> _employeeOrAll = new("employee")
    {
        Description = "Only this employee number. Default: all.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<int> _page = new("--page") { Description = "Which page, from 1.", DefaultValueFactory = _ => 1, HelpName = "number" };

    private static readonly Option<int> _pageSize = new("--page-size")
    {
        Description = "How many a page.",
        DefaultValueFactory = _ => 10,
        HelpName = "number",
    };

    private static readonly Option<bool> _all = new("--all") { Description = "Clear the answers about every employee." };
    private static readonly Option<string?> _agent = CreateAgent();

    /// <summary>Creates the command with its subcommands.</summary>
    public static Command Create(CommandHost host) => new("cache", "Look at the answers and reports in the cache area, and clean up.")
    {
        Subcommand(host, new Command("list", "List what is cached, by employee.") { _employeeOrAll, _page, _pageSize, FileCommand.Json }, ListAsync),
        Subcommand(
            host,
            new Command("clear", "Delete cached answers. Reports and request logs stay.") { _employeeOrAll, _all, _agent, Confirmation.Yes, FileCommand.Json },
            ClearAsync),
        Subcommand(host, new Command("cleanup-stale", "Delete answers older than 90 days, and what killed programs left.") { FileCommand.Json }, CleanUpAsync),
        ReportCommands.Latest(host),
        ReportCommands.Create(host),
    };

    /// <summary>Sets what a subcommand does.</summary>
    public static Command Subcommand(CommandHost host, Command command, Func<CacheCommandRun, CancellationToken, Task<ExitCode>> body)
    {
        command.SetAction((parsed, cancellationToken) => host.RunAsync(
            parsed,
            (services, token) => body(new CacheCommandRun(host.Terminal, parsed, services.GetRequiredService<ClaimsWorkspace>()), token),
            cancellationToken));
        return command.WithStorageOptions();
    }

    /// <summary>The options that choose a page.</summary>
    public static IReadOnlyList<Option> PageOptions { get; } = [_page, _pageSize];

    /// <summary>The page that a command line asks for.</summary>
    /// <exception cref="ClaimsException">A number is less than 1.</exception>
    public static PageRequest PageOf(ParseResult parsed) => new(parsed.GetValue(_page), parsed.GetValue(_pageSize));

    private static async Task<ExitCode> ListAsync(CacheCommandRun run, CancellationToken cancellationToken)
    {
        var page = PageOf(run.Parsed);
        var employee = run.Parsed.GetValue(_employeeOrAll);
        run.Pages.Print(await Task.Run(() => new CacheCatalog(run.Workspace).List(page, employee), cancellationToken));
        return ExitCode.Success;
    }

    private static async Task<ExitCode> ClearAsync(CacheCommandRun run, CancellationToken cancellationToken)
    {
        var (employee, agent) = (run.Parsed.GetValue(_employeeOrAll), run.Parsed.GetValue(_agent));
        if (string.IsNullOrEmpty(employee) != run.Parsed.GetValue(_all))
            throw new UsageException("Name one employee number, or --all.");
        if (employee is null && agent is not null)
            throw new UsageException("--agent goes with one employee number, not with --all.");
        if (employee is null && !Confirmation.Ask(run.Terminal, "Delete the cached answers about every employee?", run.Parsed.GetValue(Confirmation.Yes)))
        {
            run.Terminal.WriteError("Nothing was deleted.");
            return ExitCode.Failed;
        }

        var cleaner = new CacheCleaner(run.Workspace);
        var cleared = await Task.Run(
            () => employee is null ? cleaner.ClearAll() : [agent is null ? cleaner.ClearEmployee(employee) : cleaner.ClearAgent(employee, agent)],
            cancellationToken);
        if (cleared is [{ Exists: false }])
            throw new UsageException($"Nothing is cached about the employee '{employee}'.");
        foreach (var one in cleared)
        {
            run.Terminal.WriteLine(run.IsJson
                ? JsonLine.Of(new { one.EmployeeNumber, one.ClearedAgents })
                : $"{Printable.Of(one.EmployeeNumber)}: {(one.ClearedAgents.Count == 0 ? "nothing to clear" : "cleared " + string.Join(", ", one.ClearedAgents))}");
        }

        return ExitCode.Success;
    }

    private static async Task<ExitCode> CleanUpAsync(CacheCommandRun run, CancellationToken cancellationToken)
    {
        var deleted = await Task.Run(() => new CacheCleaner(run.Workspace).CleanUpStale(), cancellationToken);
        if (run.IsJson)
        {
            run.Terminal.WriteLine(JsonLine.Of(new { DeletedFiles = deleted }));
            return ExitCode.Success;
        }

        foreach (var file in deleted)
            run.Terminal.WriteLine(Printable.Of(file));
        run.Terminal.WriteLine(deleted.Count == 0 ? "Nothing is stale." : $"Deleted {SizeText.Count(deleted.Count, "file")}.");
        return ExitCode.Success;
    }

    private static Option<string?> CreateAgent()
    {
        var option = new Option<string?>("--agent") { Description = "Clear only this agent's answers.", HelpName = "agent" };
        option.AcceptOnlyFromAmong([.. AgentCatalog.Services.Keys]);
        return option;
    }
}
