using System.Security.Cryptography;
using VfsStorage.Objects;

namespace VfsStorage.Tree;

/// <summary>
/// A random mark that a conditional write leaves in the object's metadata. A writer whose answer was lost finds its mark and
/// knows that the write was made. The last few marks are carried along, because other writers may have come after.
/// </summary>
internal readonly record struct WriteMark(string Text)
{
    private const string Name = "vfs-writes";
    private const int Kept = 16;

    public static WriteMark New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)));

    /// <summary>The mark of the last marked write; <see langword="null"/> if there was none.</summary>
    public static WriteMark? NewestIn(ObjectHeaders? headers) => MarksOf(headers) is [.., var newest] ? new WriteMark(newest) : null;

    public bool IsIn(ObjectHeaders? headers) => MarksOf(headers).Contains(Text);

    /// <summary>True if no marked write has been made since.</summary>
    public bool IsNewestIn(ObjectHeaders? headers) => MarksOf(headers).LastOrDefault() == Text;

    /// <summary>The headers with this mark as the newest.</summary>
    public ObjectHeaders AddTo(ObjectHeaders headers)
    {
        var marks = string.Join(' ', MarksOf(headers).Append(Text).TakeLast(Kept));
        return headers with { Metadata = new Dictionary<string, string>(headers.Metadata, StringComparer.Ordinal) { [Name] = marks } };
    }

    private static string[] MarksOf(ObjectHeaders? headers) =>
        headers?.Metadata.GetValueOrDefault(Name)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
