using VfsStorage.Tests.Behaviour;

namespace VfsStorage.Tests.Differential;

/// <summary>One member that takes a path, asked on any side; a row of the path matrix.</summary>
internal sealed record PathProbe(string Name, Func<Side, string, string> Ask)
{
    public override string ToString() => Name;

    /// <summary>A member without result: what it came to is in the exception or in the tree.</summary>
    public static PathProbe Of(PathCall call) => new(call.Name, (side, path) =>
    {
        call.Run(side.FileSystem, path);
        return "done";
    });
}
