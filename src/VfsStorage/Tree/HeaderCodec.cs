using System.Collections.Frozen;
using System.Globalization;
using VfsStorage.Objects;

namespace VfsStorage.Tree;

/// <summary>
/// Times, mode and link mark in an object's user metadata, under the names of s3fs-fuse and rclone. What it does not know
/// it carries over, except digests of the old content, which a new content makes wrong.
/// </summary>
internal static class HeaderCodec
{
    /// <summary>What a new file gets: a disk's 0666 less the usual umask of 022.</summary>
    public const UnixFileMode DefaultFileMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>What a new directory gets: 0777 less the usual umask of 022.</summary>
    public const UnixFileMode DefaultDirectoryMode =
        DefaultFileMode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Mode of a link, whatever it leads to.</summary>
    public const UnixFileMode LinkMode = (UnixFileMode)0x1FF;

    /// <summary>The content type of markers, as most tools know them.</summary>
    public const string DirectoryContentType = "application/x-directory";

    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;
    private const int DirectoryType = 0x4000;
    private const int LinkType = 0xA000;
    private const int PermissionMask = 0xFFF;

    private const string WriteTime = "mtime";
    private const string AccessTime = "atime";
    private const string ChangeTime = "ctime";
    private const string BirthTime = "btime";
    private const string Mode = "mode";

    private static readonly FrozenSet<string> Digests =
        FrozenSet.Create(StringComparer.Ordinal, "md5chksum", "content-md5", "md5", "sha1", "sha256", "s3cmd-attrs");

    /// <summary>True if the object is a symbolic link: its mode says so.</summary>
    public static bool IsLink(ObjectInfo info) => (ModeOf(info.Headers) & TypeMask) == LinkType;

    /// <summary>Times and mode of an object with known headers, or of a directory without a marker.</summary>
    public static EntryMetadata Read(ObjectInfo? info, EntryKind kind)
    {
        var metadata = info?.Headers?.Metadata;
        var written = Time(metadata, WriteTime) ?? info?.LastModified ?? DateTimeOffset.UnixEpoch;
        var born = Time(metadata, BirthTime) ?? Time(metadata, ChangeTime) ?? written;
        var mode = ModeOf(info?.Headers);
        return new(
            CreationTime: born < written ? born : written,
            LastAccessTime: Time(metadata, AccessTime) ?? written,
            LastWriteTime: written,
            Mode: mode is null ? DefaultMode(kind) : (UnixFileMode)(mode.Value & PermissionMask));
    }

    /// <summary>Headers of a new content at <paramref name="now"/>; keeps mode, creation and access time and the rest of what it replaces.</summary>
    public static ObjectHeaders ForContent(ObjectInfo? replaced, UnixFileMode? createMode, DateTimeOffset now)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (replaced?.Headers is { } old)
        {
            foreach (var (name, value) in old.Metadata)
            {
                if (!Digests.Contains(name))
                {
                    metadata[name] = value;
                }
            }

            var facts = Read(replaced, EntryKind.File);
            metadata[BirthTime] = FileTimes.Format(facts.CreationTime);
            metadata[AccessTime] = FileTimes.Format(facts.LastAccessTime);
            metadata.Remove(ChangeTime);
        }

        metadata[WriteTime] = FileTimes.Format(now);
        metadata.TryAdd(Mode, Format(RegularType, createMode ?? DefaultFileMode));
        return (replaced?.Headers ?? ObjectHeaders.None) with { Metadata = metadata };
    }

    /// <summary>Headers of a new marker.</summary>
    public static ObjectHeaders ForDirectory(UnixFileMode mode, DateTimeOffset now) =>
        ForNew(DirectoryContentType, DirectoryType, mode, now);

    /// <summary>Headers of a new link, in s3fs-fuse's form.</summary>
    public static ObjectHeaders ForLink(DateTimeOffset now) => ForNew("application/octet-stream", LinkType, LinkMode, now);

    /// <summary>Headers after a setter; every header and name that it does not set stays.</summary>
    public static ObjectHeaders Apply(ObjectInfo info, EntryKind kind, MetadataChange change, DateTimeOffset now)
    {
        var old = Read(info, kind);
        var metadata = new Dictionary<string, string>(info.Headers?.Metadata ?? ObjectHeaders.None.Metadata, StringComparer.Ordinal)
        {
            [WriteTime] = FileTimes.Format(old.LastWriteTime),
            [AccessTime] = FileTimes.Format(old.LastAccessTime),
            [ChangeTime] = FileTimes.Format(now),
        };
        if ((change.LastWriteTime ?? change.CreationTime) is { } written)
        {
            // Linux has no call that sets a creation time: .NET sets the write time, and takes the older of both as creation.
            metadata[WriteTime] = FileTimes.Format(written);
            metadata.Remove(BirthTime);
        }

        if (change.LastAccessTime is { } accessed)
        {
            metadata[AccessTime] = FileTimes.Format(accessed);
        }

        var mode = change.Mode ?? old.Mode;
        if (change.ReadOnly is { } readOnly)
        {
            mode = WithReadOnly(mode, readOnly);
        }

        metadata[Mode] = Format(TypeOf(kind), mode);
        return (info.Headers ?? ObjectHeaders.None) with { Metadata = metadata };
    }

    /// <summary>
    /// Headers of a copy where the source's own do not say enough: its write time and mode are made explicit, and its
    /// creation time is left behind, as a disk does. <see langword="null"/> if carrying them over as they are is right.
    /// </summary>
    public static ObjectHeaders? ForCopy(ObjectInfo source, bool keepCreationTime)
    {
        var metadata = source.Headers?.Metadata ?? ObjectHeaders.None.Metadata;
        var carriesCreation = !metadata.ContainsKey(BirthTime) || keepCreationTime;
        if (metadata.ContainsKey(WriteTime) && carriesCreation)
        {
            return null;
        }

        var copy = new Dictionary<string, string>(metadata, StringComparer.Ordinal);
        copy.TryAdd(WriteTime, FileTimes.Format(source.LastModified));
        if (!carriesCreation)
        {
            copy.Remove(BirthTime);
        }

        return (source.Headers ?? ObjectHeaders.None) with { Metadata = copy };
    }

    /// <summary>Headers of a file, directory or link that was copied from elsewhere with its times and mode; the rest is carried over.</summary>
    public static ObjectHeaders ForImport(ObjectHeaders? carried, EntryKind kind, EntryMetadata facts)
    {
        var metadata = new Dictionary<string, string>(carried?.Metadata ?? ObjectHeaders.None.Metadata, StringComparer.Ordinal)
        {
            [WriteTime] = FileTimes.Format(facts.LastWriteTime),
            [Mode] = Format(TypeOf(kind), facts.Mode),
        };
        if (facts.LastAccessTime != facts.LastWriteTime)
        {
            metadata[AccessTime] = FileTimes.Format(facts.LastAccessTime);
        }

        var contentType = carried?.ContentType ?? (kind == EntryKind.Directory ? DirectoryContentType : null);
        return (carried ?? ObjectHeaders.None) with { ContentType = contentType, Metadata = metadata };
    }

    private static ObjectHeaders ForNew(string contentType, int type, UnixFileMode mode, DateTimeOffset now) => new()
    {
        ContentType = contentType,
        Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [WriteTime] = FileTimes.Format(now),
            [Mode] = Format(type, mode),
        },
    };

    /// <summary>.NET on Linux clears all write bits for ReadOnly, and gives the owner's back otherwise.</summary>
    private static UnixFileMode WithReadOnly(UnixFileMode mode, bool readOnly) => readOnly
        ? mode & ~(UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)
        : mode | UnixFileMode.UserWrite;

    private static DateTimeOffset? Time(IReadOnlyDictionary<string, string>? metadata, string name) =>
        FileTimes.Parse(metadata?.GetValueOrDefault(name));

    private static int? ModeOf(ObjectHeaders? headers) =>
        int.TryParse(headers?.Metadata.GetValueOrDefault(Mode), NumberStyles.None, CultureInfo.InvariantCulture, out var mode) ? mode : null;

    private static int TypeOf(EntryKind kind) => kind switch
    {
        EntryKind.Directory => DirectoryType,
        EntryKind.Link => LinkType,
        _ => RegularType,
    };

    private static UnixFileMode DefaultMode(EntryKind kind) => kind switch
    {
        EntryKind.Directory => DefaultDirectoryMode,
        EntryKind.Link => LinkMode,
        _ => DefaultFileMode,
    };

    private static string Format(int type, UnixFileMode mode) => (type | (int)mode).ToString(CultureInfo.InvariantCulture);
}
