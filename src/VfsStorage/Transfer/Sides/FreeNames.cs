using System.Globalization;

namespace VfsStorage.Transfer.Sides;

/// <summary>The names under which a file may be kept where its own may be taken: <c>a.csv</c>, <c>a_2.csv</c>, <c>a_3.csv</c>, …</summary>
internal static class FreeNames
{
    public static IEnumerable<string> Of(string path)
    {
        yield return path;
        var dot = path.LastIndexOf('.');
        var stem = dot > path.LastIndexOf('/') + 1 ? dot : path.Length;
        for (var number = 2; ; number++)
        {
            yield return path[..stem] + "_" + number.ToString(CultureInfo.InvariantCulture) + path[stem..];
        }
    }
}
