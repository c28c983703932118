using System.Diagnostics.CodeAnalysis;

namespace VfsStorage.Testing.Checksums;

/// <summary>The spellings of algorithms and types in headers and XML.</summary>
internal static class ChecksumNames
{
    private static readonly (ChecksumAlgorithm Algorithm, string Name)[] Names =
    [
        (ChecksumAlgorithm.Crc32, "CRC32"),
        (ChecksumAlgorithm.Crc32C, "CRC32C"),
        (ChecksumAlgorithm.Crc64Nvme, "CRC64NVME"),
        (ChecksumAlgorithm.Sha1, "SHA1"),
        (ChecksumAlgorithm.Sha256, "SHA256"),
    ];

    private static readonly string[] HeaderNames = [.. Names.Select(n => "x-amz-checksum-" + n.Name.ToLowerInvariant())];

    public static IEnumerable<ChecksumAlgorithm> All { get; } = [.. Names.Select(n => n.Algorithm)];

    /// <summary>The upper-case name used in XML values and in <c>x-amz-checksum-algorithm</c>.</summary>
    public static string Name(this ChecksumAlgorithm algorithm) => Names[(int)algorithm].Name;

    /// <summary>The header (and trailer) that carries a value of this algorithm.</summary>
    public static string Header(this ChecksumAlgorithm algorithm) => HeaderNames[(int)algorithm];

    /// <summary>The XML element that carries a value of this algorithm.</summary>
    public static string Element(this ChecksumAlgorithm algorithm) => "Checksum" + algorithm.Name();

    public static string Name(this ChecksumType type) => type == ChecksumType.Composite ? "COMPOSITE" : "FULL_OBJECT";

    public static bool TryParse(string? name, [NotNullWhen(true)] out ChecksumAlgorithm? algorithm)
    {
        algorithm = null;
        foreach (var entry in Names)
        {
            if (string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase))
                algorithm = entry.Algorithm;
        }

        return algorithm is not null;
    }
}
