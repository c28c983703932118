using F23.StringSimilarity;

namespace VfsStorage.Claims.Matching;

/// <summary>How well two names fit, from 0 to 100: first 40, middle 10 unless both lack one, last 50, suffix 5, scaled to 100.</summary>
internal static class NameScore
{
    /// <summary>From here on a registered name is the claim's.</summary>
    public const double Match = 80;

    /// <summary>From here on a record of a public list is about the individual.</summary>
    public const double RecordMatch = 90;

    private const double FirstWeight = 40;
    private const double MiddleWeight = 10;
    private const double LastWeight = 50;
    private const double SuffixWeight = 5;
    private const double FirstThreshold = 0.85;
    private const double LastThreshold = 0.8;

    /// <summary>The score, with two decimals.</summary>
    public static double Compute(PersonName expected, PersonName fetched)
    {
        var middleWeight = expected.Middle.Length == 0 && fetched.Middle.Length == 0 ? 0 : MiddleWeight;
        var score = (FirstWeight * First(expected.First, fetched.First))
            + (middleWeight * Middle(expected.Middle, fetched.Middle))
            + (LastWeight * Last(expected.Last, fetched.Last))
            + (SuffixWeight * Equal(expected.Suffix, fetched.Suffix));
        return Math.Round(100 * score / (FirstWeight + middleWeight + LastWeight + SuffixWeight), 2, MidpointRounding.AwayFromZero);
    }

    // Equal names cover equal single letters: punctuation is gone by now.
    private static double First(string expected, string fetched) =>
        expected == fetched || Nicknames.Match(expected, fetched)
            ? 1
            : AtLeast(FirstThreshold, new NormalizedLevenshtein().Similarity(expected, fetched));

    private static double Middle(string expected, string fetched)
    {
        if (expected == fetched)
            return 1;
        if (expected.Length == 0 || fetched.Length == 0)
            return 0.5;
        var code = Nysiis.Encode(expected);
        return code.Length > 0 && code == Nysiis.Encode(fetched) ? 0.8 : 0;
    }

    private static double Last(string expected, string fetched)
    {
        if (expected == fetched)
            return 1;
        var longest = Math.Max(expected.Length, fetched.Length);
        return AtLeast(LastThreshold, 1 - (new Damerau().Distance(expected, fetched) / longest));
    }

    private static double Equal(string expected, string fetched) => expected == fetched ? 1 : 0;

    private static double AtLeast(double threshold, double similarity) => similarity >= threshold ? similarity : 0;
}
