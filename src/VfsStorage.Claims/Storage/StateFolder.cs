namespace VfsStorage.Claims.Storage;

/// <summary>The folder of the output area that holds what the application itself remembers; no report is there.</summary>
internal static class StateFolder
{
    private const string Name = ".claims";

    /// <summary>The folder's path.</summary>
    public static string Of(ClaimsWorkspace workspace) => workspace.FileSystem.Path.Combine(workspace.Areas.Output, Name);
}
