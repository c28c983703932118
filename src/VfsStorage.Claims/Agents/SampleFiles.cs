using System.Text;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Agents;

/// <summary>A CSV of the recorded people and the index of their firms, to try the program with.</summary>
public static class SampleFiles
{
    private const string Folder = "Samples/";

    /// <summary>Writes <c>claims.csv</c> and <c>organizationsCrd.jsonl</c> to the input area, replacing files of these names.</summary>
    /// <param name="workspace">Whose input area to write to.</param>
    public static async Task WriteAsync(ClaimsWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var file = AtomicFile.ForOneWriter(workspace);
        foreach (var (name, text) in Embedded.ReadAll(Folder))
            await file.WriteAsync(workspace.FileSystem.Path.Combine(workspace.Areas.Input, name), Encoding.UTF8.GetBytes(text));
    }
}
