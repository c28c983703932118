using VfsStorage.Testing.Http;
using VfsStorage.Testing.Storage;

namespace VfsStorage.Testing.Operations;

/// <summary>One page of a listing of uploads: several may have the same key, so a marker is a key and an upload id.</summary>
internal sealed class UploadPage
{
    public List<MultipartUpload> Uploads { get; } = [];

    public List<string> CommonPrefixes { get; } = [];

    public bool IsTruncated { get; private set; }

    public string NextKeyMarker { get; private set; } = "";

    public string NextUploadIdMarker { get; private set; } = "";

    public static UploadPage Of(IReadOnlyList<MultipartUpload> ordered, QueryParameters query, int max)
    {
        var page = new UploadPage();
        var prefix = query["prefix"] ?? "";
        var delimiter = query["delimiter"] ?? "";
        foreach (var upload in After(ordered, query["key-marker"] ?? "", query["upload-id-marker"] ?? ""))
        {
            if (!upload.Key.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            var end = delimiter.Length == 0 ? -1 : upload.Key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            var common = end < 0 ? null : upload.Key[..(end + delimiter.Length)];
            if (common is not null && (page.CommonPrefixes.Contains(common) || common == query["key-marker"]))
                continue;
            if (page.Uploads.Count + page.CommonPrefixes.Count >= max)
            {
                page.IsTruncated = max > 0;
                break;
            }

            page.Add(upload, common);
        }

        return page;
    }

    private static IEnumerable<MultipartUpload> After(IReadOnlyList<MultipartUpload> ordered, string keyMarker, string idMarker)
    {
        var later = ordered.Where(u => KeyComparer.Instance.Compare(u.Key, keyMarker) > 0);
        if (keyMarker.Length == 0)
            return ordered;
        if (idMarker.Length == 0)
            return later;
        var sameKey = ordered.Where(u => u.Key == keyMarker).SkipWhile(u => u.Id != idMarker).Skip(1);
        return sameKey.Concat(later);
    }

    private void Add(MultipartUpload upload, string? common)
    {
        if (common is null)
            Uploads.Add(upload);
        else
            CommonPrefixes.Add(common);
        NextKeyMarker = common ?? upload.Key;
        NextUploadIdMarker = common is null ? upload.Id : "";
    }
}
