using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VfsStorage.App.Serving.Webhooks;

/// <summary>
/// The headers by which a receiver knows a delivery again and believes it: those of Standard Webhooks, and the older <c>X-Signature</c>.
/// See https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>A secret that begins so goes on in base64.</summary>
    private const string EncodedSecretPrefix = "whsec_";

    /// <summary>Adds the headers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">The same for every attempt of one delivery; without dots.</param>
    /// <param name="now">When this attempt is made.</param>
    /// <param name="body">What is sent, to the byte.</param>
    /// <param name="secret">Empty for no signatures; see <see cref="IsSecret"/>.</param>
    public static void Add(HttpRequestMessage request, string id, DateTimeOffset now, byte[] body, string secret)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", timestamp);
        if (secret.Length == 0)
            return;
        request.Headers.TryAddWithoutValidation("webhook-signature", "v1," + Sign(secret, $"{id}.{timestamp}.", body));
        request.Headers.TryAddWithoutValidation(
            "X-Signature", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
    }

    private static string Sign(string secret, string prefix, byte[] body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, KeyOf(secret)!);
        hash.AppendData(Encoding.UTF8.GetBytes(prefix));
        hash.AppendData(body);
        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    /// <summary>Whether it is a secret: one that begins as an encoded one must be one.</summary>
    public static bool IsSecret(string secret) => KeyOf(secret) is { } key && (key.Length > 0 || secret.Length == 0);

    /// <summary>What is signed with; <see langword="null"/> if an encoded secret cannot be decoded.</summary>
    private static byte[]? KeyOf(string secret)
    {
        if (!secret.StartsWith(EncodedSecretPrefix, StringComparison.Ordinal))
            return Encoding.UTF8.GetBytes(secret);
        var encoded = secret[EncodedSecretPrefix.Length..];
        var key = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, key, out var length) ? key[..length] : null;
    }
}
