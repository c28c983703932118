using System.Security.Cryptography;
using System.Text;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Serving.Security;

/// <summary>The API keys that are accepted. Only their hashes are known here; comparing takes the same time for every key.</summary>
internal sealed class ApiKeys
{
    private const int HashBytes = 32;
    private const int KeyBytes = 32;

    private readonly List<byte[]> _hashes;

    /// <summary>Takes hashes, separated by commas or white space.</summary>
    /// <exception cref="UsageException">One is no SHA-256 hash.</exception>
    public ApiKeys(string hashes)
    {
        _hashes = [];
        foreach (var text in hashes.Split([',', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (text.Length != HashBytes * 2 || !text.All(char.IsAsciiHexDigit))
                throw new UsageException("VFS_API_KEY_HASHES must hold SHA-256 hashes of 64 hexadecimal digits, separated by commas: 'vfs serve --create-key' makes one.");
            _hashes.Add(Convert.FromHexString(text));
        }
    }

    /// <summary>Whether a key is required.</summary>
    public bool AreRequired => _hashes.Count > 0;

    /// <summary>Whether <paramref name="key"/> is accepted.</summary>
    public bool Accept(string key)
    {
        var hash = Hash(key);
        var isAccepted = false;
        foreach (var known in _hashes)
            isAccepted |= CryptographicOperations.FixedTimeEquals(hash, known);
        return isAccepted;
    }

    /// <summary>A new key and its hash.</summary>
    public static (string Key, string Hash) Create()
    {
        var key = $"vfs_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes))}";
        return (key, Convert.ToHexStringLower(Hash(key)));
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
