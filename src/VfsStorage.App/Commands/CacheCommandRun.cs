using System.CommandLine;
using VfsStorage.App.Caching;
using VfsStorage.App.Hosting;
using VfsStorage.Claims;

namespace VfsStorage.App.Commands;

/// <summary>One run of a subcommand of <c>vfs cache</c>.</summary>
/// <param name="Terminal">Where it writes.</param>
/// <param name="Parsed">Its command line.</param>
/// <param name="Workspace">Whose cache.</param>
internal sealed record CacheCommandRun(Terminal Terminal, ParseResult Parsed, ClaimsWorkspace Workspace)
{
    /// <summary>Whether the output is JSON.</summary>
    public bool IsJson => Parsed.GetValue(FileCommand.Json);

    /// <summary>Prints pages.</summary>
    public CachePages Pages => new(Terminal, IsJson);
}
