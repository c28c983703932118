using System.Security.Cryptography;
using System.Text;

namespace VfsStorage.Claims.Intake;

/// <summary>A hash over a file's name and its rows so far, the same on every host and storage. Sensitive values are left out.</summary>
internal sealed class RowDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The digest of one text.</summary>
    public static byte[] Of(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Adds one row.</summary>
    public void Add(long lineNumber, Claim claim) => _hash.AppendData(Encoding.UTF8.GetBytes(Canonical(lineNumber, claim)));

    /// <summary>The digest of all rows added, as 16 hexadecimal digits.</summary>
    public string Current => Convert.ToHexStringLower(_hash.GetCurrentHash().AsSpan(0, 8));

    /// <summary>A row as one text that differs whenever a non-sensitive value differs.</summary>
    public static string Canonical(long lineNumber, Claim claim)
    {
        var text = new StringBuilder().Append(lineNumber).Append('\n');
        foreach (var (column, value) in claim.Fields)
        {
            if (!SensitiveData.IsSensitive(column))
                text.Append(column.Length).Append(':').Append(column).Append(value.Length).Append(':').Append(value).Append('\n');
        }

        return text.ToString();
    }

    public void Dispose() => _hash.Dispose();
}
