using System.Security.Cryptography;
using System.Text;

namespace VfsStorage.Testing.Signing;

/// <summary>The key derived from a secret for one day, region and service.</summary>
internal sealed class SigningKey
{
    private readonly byte[] _key;

    public SigningKey(string secret, SignatureClaim claim)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var step in claim.Scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        _key = key;
    }

    /// <summary>The signature of a text, in lower-case hexadecimal.</summary>
    public string Sign(string stringToSign) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(stringToSign)));
}
