using System.CommandLine;
using System.Globalization;
using System.IO.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs recover</c>: lists what processes that died or failed left unfinished in S3, and finishes it or takes it back.</summary>
internal static class RecoverCommand
{
    private static readonly Argument<string[]> _ids = new("id")
    {
        Description = "Only these, by the name that the list shows. Default: all.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> _list = new("--list") { Description = "List what is unfinished. This is the default." };
    private static readonly Option<bool> _resume = new("--resume") { Description = "Finish moves, and send data that is kept on this machine." };
    private static readonly Option<bool> _rollBack = new("--rollback") { Description = "Bring the files of moves back to their old place." };

    private static readonly Option<bool> _force = new("--force")
    {
        Description = "Take processes for dead that were heard of within five minutes, and send data over what others have written since.",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host)
    {
        var command = new Command("recover", "List, finish or take back what a killed or failed program left unfinished in S3.")
        {
            _ids, _list, _resume, _rollBack, _force, FileCommand.Json,
        };
        command.SetAction((parsed, cancellationToken) => host.RunAsync(
            parsed,
            (services, token) => RunAsync(host.Terminal, parsed, services.GetRequiredService<IFileSystem>(), token),
            cancellationToken));
        return command.WithStorageOptions();
    }

    private static async Task<ExitCode> RunAsync(Terminal terminal, ParseResult parsed, IFileSystem fileSystem, CancellationToken cancellationToken)
    {
        var (resumes, rollsBack) = (parsed.GetValue(_resume), parsed.GetValue(_rollBack));
        if ((resumes ? 1 : 0) + (rollsBack ? 1 : 0) + (parsed.GetValue(_list) ? 1 : 0) > 1)
            throw new UsageException("Give one of --list, --resume and --rollback.");
        // On a disk the kernel does all this.
        var all = fileSystem is S3FileSystem s3 ? await s3.Recovery.FindAsync(cancellationToken) : [];
        var wanted = parsed.GetValue(_ids)!;
        if (wanted.Except(all.Select(work => work.Id)).FirstOrDefault() is { } unknown)
            throw new UsageException($"Nothing unfinished is called '{Printable.Of(unknown)}'; 'vfs recover' lists what there is.");
        var chosen = wanted.Length == 0 ? all : [.. all.Where(work => wanted.Contains(work.Id))];
        if ((resumes || rollsBack) && fileSystem is S3FileSystem storage)
            return await FinishAsync(terminal, parsed, storage.Recovery, chosen, cancellationToken);
        foreach (var work in chosen)
            terminal.WriteLine(parsed.GetValue(FileCommand.Json) ? JsonLine.Of(work) : Describe(work));
        if (chosen.Count == 0 && !parsed.GetValue(FileCommand.Json))
            terminal.WriteLine("Nothing is unfinished.");
        return ExitCode.Success;
    }

    private static async Task<ExitCode> FinishAsync(
        Terminal terminal, ParseResult parsed, S3Recovery recovery, IReadOnlyList<S3UnfinishedWork> chosen, CancellationToken cancellationToken)
    {
        var (resumes, force) = (parsed.GetValue(_resume), parsed.GetValue(_force));
        var code = ExitCode.Success;
        foreach (var work in chosen)
        {
            try
            {
                var kept = resumes
                    ? await recovery.ResumeAsync(work, force, cancellationToken)
                    : await recovery.RollBackAsync(work, force, cancellationToken);
                terminal.WriteLine(parsed.GetValue(FileCommand.Json)
                    ? JsonLine.Of(new { work.Id, Done = true, KeptAtBothPlaces = kept })
                    : $"{work.Id}: {(resumes ? "finished" : "taken back")}");
                foreach (var key in kept)
                    terminal.WriteError($"{Printable.Of(key)} is kept at both places: what is there is not the same.");
                if (kept.Count > 0)
                    code = ExitCode.Failed;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // The others may still be finished.
                terminal.WriteError($"{work.Id}: {ErrorLines.WithCauses(failure)}");
                code = ExitCode.Failed;
            }
        }

        return code;
    }

    private static string Describe(S3UnfinishedWork work) => string.Create(
        CultureInfo.InvariantCulture,
        $"{work.Id}: {(work.Kind == S3UnfinishedKind.Move ? "a move of" : "data in")} {Printable.Of(work.Source)} {(work.Kind == S3UnfinishedKind.Move ? "to" : "for")} "
        + $"{Printable.Of(work.Destination)}, by {work.Owner}, {work.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC{(work.MayBeRunning ? ", which may still be running" : "")}");
}
