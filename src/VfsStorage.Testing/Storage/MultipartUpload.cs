using System.Collections.Immutable;
using VfsStorage.Testing.Checksums;
using VfsStorage.Testing.Errors;

namespace VfsStorage.Testing.Storage;

/// <summary>A multipart upload between its creation and its completion or abort; safe for parts that arrive in parallel.</summary>
internal sealed class MultipartUpload(string id, string key, ObjectDescription description, DateTimeOffset initiated)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, UploadedPart> _parts = [];
    private bool _closed;

    public string Id { get; } = id;

    public string Key { get; } = key;

    public ObjectDescription Description { get; } = description;

    public DateTimeOffset Initiated { get; } = initiated;

    /// <summary>The algorithm named at creation; null lets S3 choose CRC-64/NVME for the whole object.</summary>
    public ChecksumAlgorithm? ChecksumAlgorithm { get; init; }

    public ChecksumType ChecksumType { get; init; } = ChecksumType.FullObject;

    /// <summary>The algorithm its parts are checked with.</summary>
    public ChecksumAlgorithm EffectiveAlgorithm => ChecksumAlgorithm ?? Checksums.ChecksumAlgorithm.Crc64Nvme;

    /// <summary>The parts so far, in order of number.</summary>
    public ImmutableArray<UploadedPart> Parts
    {
        get
        {
            lock (_gate)
                return [.. _parts.Values];
        }
    }

    /// <summary>Adds a part, or replaces the one with its number; takes over the content's reference, also when it throws.</summary>
    public void Add(UploadedPart part)
    {
        lock (_gate)
        {
            if (_closed)
            {
                part.Content.Release();
                throw S3Error.NoSuchUpload.With(("UploadId", Id));
            }

            if (_parts.TryGetValue(part.Number, out var replaced))
                replaced.Content.Release();
            _parts[part.Number] = part;
        }
    }

    /// <summary>Takes a reference to the content made of <paramref name="parts"/>; <c>InvalidPart</c> if one has been replaced meanwhile.</summary>
    public void Hold(IEnumerable<UploadedPart> parts, Content content)
    {
        lock (_gate)
        {
            foreach (var part in parts)
            {
                if (!_parts.TryGetValue(part.Number, out var current) || !ReferenceEquals(current, part))
                    throw S3Error.InvalidPart.With(("UploadId", Id), ("PartNumber", $"{part.Number}"), ("ETag", part.ETag));
            }

            content.Retain();
        }
    }

    /// <summary>Ends the upload and releases every part.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var part in _parts.Values)
                part.Content.Release();
            _parts.Clear();
        }
    }
}
