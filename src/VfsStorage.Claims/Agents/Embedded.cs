using System.Reflection;
using System.Text;

namespace VfsStorage.Claims.Agents;

/// <summary>The files that are part of the program itself.</summary>
internal static class Embedded
{
    private static readonly Assembly _assembly = typeof(Embedded).Assembly;

    /// <summary>Every file below <paramref name="folder"/>, by its path there, with <c>/</c> on every host.</summary>
    public static IEnumerable<(string Name, string Text)> ReadAll(string folder)
    {
        foreach (var resource in _assembly.GetManifestResourceNames())
        {
            var name = resource.Replace('\\', '/');
            if (!name.StartsWith(folder, StringComparison.Ordinal))
                continue;
            using var reader = new StreamReader(_assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            yield return (name[folder.Length..], reader.ReadToEnd());
        }
    }
}
