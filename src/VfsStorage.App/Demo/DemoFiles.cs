using System.Reflection;
using VfsStorage.Claims;

namespace VfsStorage.App.Demo;

/// <summary>The files that the demo drops: two CSVs as people make them, and the index of firms. All persons are invented.</summary>
internal static class DemoFiles
{
    private const string Prefix = "Demo/Files/";

    private static readonly Assembly _assembly = typeof(DemoFiles).Assembly;

    /// <summary>Puts all files into the input area.</summary>
    public static async Task DropAsync(ClaimsWorkspace workspace, CancellationToken cancellationToken)
    {
        var (fileSystem, input) = (workspace.FileSystem, workspace.Areas.Input);
        foreach (var resource in _assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            await using var source = _assembly.GetManifestResourceStream(resource)!;
            await using var target = fileSystem.File.Create(fileSystem.Path.Combine(input, resource[Prefix.Length..]));
            await source.CopyToAsync(target, cancellationToken);
        }
    }
}
