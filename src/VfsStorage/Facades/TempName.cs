using System.Security.Cryptography;

namespace VfsStorage.Facades;

/// <summary>The varying part of a temporary name: six letters or digits, as <c>mkdtemp</c> makes them.</summary>
internal static class TempName
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, 6);
}
