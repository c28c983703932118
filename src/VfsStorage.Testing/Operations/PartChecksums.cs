using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Storage;

namespace VfsStorage.Testing.Operations;

/// <summary>Makes the checksum of an object out of those of its parts.</summary>
internal static class PartChecksums
{
    /// <summary>The object's checksum; null if a part has none.</summary>
    public static ObjectChecksum? Join(MultipartUpload upload, IReadOnlyList<UploadedPart> parts)
    {
        var algorithm = upload.EffectiveAlgorithm;
        if (parts.Any(p => p.Checksum?.Algorithm != algorithm))
            return null;
        var values = parts.Select(p => Convert.FromBase64String(p.Checksum!.Value)).ToList();
        if (upload.ChecksumType == ChecksumType.Composite)
            return new ObjectChecksum(algorithm, ChecksumType.Composite, $"{Composite(algorithm, values)}-{parts.Count}");
        var joined = values[0];
        for (var i = 1; i < values.Count; i++)
            joined = CrcCombiner.Combine(algorithm, joined, values[i], parts[i].Content.Length);
        return new ObjectChecksum(algorithm, ChecksumType.FullObject, Convert.ToBase64String(joined));
    }

    private static string Composite(ChecksumAlgorithm algorithm, List<byte[]> values)
    {
        using var hasher = ChecksumHasher.Create(algorithm);
        foreach (var value in values)
            hasher.Append(value);
        return Convert.ToBase64String(hasher.Finish());
    }
}
