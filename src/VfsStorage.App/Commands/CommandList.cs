using System.CommandLine;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Commands;

/// <summary>Every command of the program: a new one is one file here and one line below.</summary>
internal static class CommandList
{
    /// <summary>The root command with all others.</summary>
    public static RootCommand CreateRoot(CommandHost host) => new("Compliance checks over files that live on a local disk or in S3.")
    {
        SharedOptions.Diagnostic,
        CacheCommand.Create(host),
        CatCommand.Create(host),
        CpCommand.Create(host),
        DemoCommand.Create(host),
        DoctorCommand.Create(host),
        DuCommand.Create(host),
        FindCommand.Create(host),
        HeadCommand.Create(host),
        LsCommand.Create(host),
        MenuCommand.Create(host),
        MigrateCommand.Create(host),
        MkdirCommand.Create(host),
        MvCommand.Create(host),
        ProcessCommand.Create(host),
        PullCommand.Create(host),
        PushCommand.Create(host),
        RecoverCommand.Create(host),
        RmCommand.Create(host),
        ServeCommand.Create(host),
        StatCommand.Create(host),
        SyncCommand.Create(host),
        TreeCommand.Create(host),
    };
}
