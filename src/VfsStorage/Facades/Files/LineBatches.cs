using System.Runtime.ExceptionServices;
using System.Text;

namespace VfsStorage.Facades.Files;

/// <summary>
/// Joins lines to texts of bounded length, so that a few are added with one append and any number in bounded memory. When
/// the caller's sequence throws, the lines before it come first, as a disk would have them; there is always one text.
/// </summary>
internal static class LineBatches
{
    private const int BatchChars = 4 << 20;

    public static IEnumerable<string> Of(IEnumerable<string> lines, string newLine)
    {
        using var source = lines.GetEnumerator();
        ExceptionDispatchInfo? failure = null;
        var batch = new StringBuilder();
        var isFirst = true;
        while (Fill(batch, source, newLine, ref failure) || isFirst)
        {
            yield return batch.ToString();
            batch.Clear();
            isFirst = false;
        }

        failure?.Throw();
    }

    // True if there is something to add. After a failure the sequence is not asked again.
    private static bool Fill(StringBuilder batch, IEnumerator<string> source, string newLine, ref ExceptionDispatchInfo? failure)
    {
        try
        {
            while (failure is null && batch.Length < BatchChars && source.MoveNext())
            {
                batch.Append(source.Current).Append(newLine);
            }
        }
        catch (Exception error)
        {
            failure = ExceptionDispatchInfo.Capture(error);
        }

        return batch.Length > 0;
    }
}
