using System.Globalization;
using System.Text.RegularExpressions;

namespace VfsStorage.Claims.Caching;

/// <summary>The date and number in the name of a cached answer: <c>&lt;Agent&gt;_&lt;employee&gt;_&lt;service&gt;_&lt;YYYYMMDD&gt;[_&lt;n&gt;].json</c>.</summary>
/// <param name="Date">When it was cached.</param>
/// <param name="Number">From 1 for one of several results; 0 for the only one.</param>
internal readonly partial record struct CacheFileName(DateOnly Date, int Number) : IComparable<CacheFileName>
{
    /// <summary>The end of the file's name.</summary>
    public string Ending => Number == 0
        ? string.Create(CultureInfo.InvariantCulture, $"_{Date:yyyyMMdd}.json")
        : string.Create(CultureInfo.InvariantCulture, $"_{Date:yyyyMMdd}_{Number}.json");

    /// <summary>Reads a name from the right, because agents, services and employee numbers may contain <c>_</c>.</summary>
    public static CacheFileName? TryParse(string fileName)
    {
        var match = EndingPattern().Match(fileName);
        if (!match.Success
            || !DateOnly.TryParseExact(match.Groups["date"].ValueSpan, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return null;
        }

        var number = match.Groups["number"];
        return new CacheFileName(date, number.Success ? int.Parse(number.ValueSpan, CultureInfo.InvariantCulture) : 0);
    }

    /// <summary>Older before newer, then by number.</summary>
    public int CompareTo(CacheFileName other) => (Date, Number).CompareTo((other.Date, other.Number));

    public static bool operator <(CacheFileName left, CacheFileName right) => left.CompareTo(right) < 0;

    public static bool operator >(CacheFileName left, CacheFileName right) => left.CompareTo(right) > 0;

    public static bool operator <=(CacheFileName left, CacheFileName right) => left.CompareTo(right) <= 0;

    public static bool operator >=(CacheFileName left, CacheFileName right) => left.CompareTo(right) >= 0;

    [GeneratedRegex(@"_(?<date>\d{8})(_(?<number>\d{1,9}))?\.json$", RegexOptions.CultureInvariant)]
    private static partial Regex EndingPattern();
}
