using System.Buffers.Binary;
using System.Globalization;

namespace VfsStorage.Claims.Intake;

/// <summary>Gives every row a reference id: the column's value, else the CRD number, else one derived from the row.</summary>
internal static class ReferenceIds
{
    private const ulong TwelveDigits = 1_000_000_000_000;

    /// <summary>The claim with a reference id. A derived id depends on file name, line number and values only, so a resumed run finds the same one.</summary>
    public static Claim Ensure(Claim claim, string csvFile, long lineNumber)
    {
        if (claim.ReferenceId.Length > 0)
            return claim;
        var crd = claim[ClaimColumns.CrdNumber];
        return claim.With(ClaimColumns.ReferenceId, crd.Length > 0 ? crd : Derive(claim, csvFile, lineNumber));
    }

    private static string Derive(Claim claim, string csvFile, long lineNumber)
    {
        var digest = RowDigest.Of(csvFile + "\n" + RowDigest.Canonical(lineNumber, claim));
        var number = BinaryPrimitives.ReadUInt64BigEndian(digest) % TwelveDigits;
        return "DEF-" + number.ToString("D12", CultureInfo.InvariantCulture);
    }
}
