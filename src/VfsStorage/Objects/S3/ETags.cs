namespace VfsStorage.Objects.S3;

/// <summary>Writes ETags as stores want them and reads them as inner layers do: without quotes.</summary>
internal static class ETags
{
    public static string Quote(string etag) => $"\"{etag}\"";

    public static string Unquote(string? etag) => etag is null ? "" : etag.Trim('"');

    public static string Write(string etag, ETagForm form) => form == ETagForm.Unquoted ? etag : Quote(etag);

    /// <summary>True if the ETag has the form of an MD5 of the whole object: 32 hexadecimal digits.</summary>
    public static bool IsMd5(string etag) => etag.Length == 32 && etag.AsSpan().IndexOfAnyExcept(HexDigits) < 0;

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
