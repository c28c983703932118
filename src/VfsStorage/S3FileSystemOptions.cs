using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace VfsStorage;

/// <summary>Settings of an <see cref="S3FileSystem"/>; read once, when it is made.</summary>
public sealed class S3FileSystemOptions
{
    /// <summary>How much is checked before a write. Default <see cref="S3Semantics.Strict"/>.</summary>
    public S3Semantics Semantics { get; set; }

    /// <summary>The size in bytes of a part of a large upload or download, 5 MiB to 5 GiB. Default 6 MiB. Parts of very large files grow.</summary>
    public long PartSizeBytes { get; set; } = 6L << 20;

    /// <summary>How many requests one operation keeps under way at most, 1 to 1,000. Default 16.</summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>
    /// How many bytes all open streams of the process, of all its file systems, may buffer together. Default 256 MiB. Streams without room read
    /// nothing ahead or use a local file; none fails.
    /// </summary>
    public long MemoryBudgetBytes { get; set; } = 256L << 20;

    /// <summary>
    /// How long a directory that was seen or made counts as existing without asking again. Default 5 seconds; zero asks every time.
    /// Stale knowledge can at worst re-create a directory; it never hides or loses a file.
    /// </summary>
    public TimeSpan KnownDirectoryLifetime { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// True to take an entry's times from the listing it was found by (one second of resolution, no set times) and save a
    /// HEAD per entry asked. Default false.
    /// </summary>
    public bool TimesFromListing { get; set; }

    /// <summary>
    /// Where data goes that memory cannot keep, or that could not be sent. Default: a folder <c>vfs-spill-</c> and the user's name in the temporary
    /// folder. It is made for its owner only.
    /// </summary>
    public string SpillDirectory { get; set; } = Path.Combine(Path.GetTempPath(), $"vfs-spill-{Environment.UserName}");

    /// <summary>
    /// Whether what a stream could not send when it was closed, or that lost a race against another writer, is kept in a named file in
    /// <see cref="SpillDirectory"/>. The exception names the file; <see cref="S3Recovery"/> sends it. Default true.
    /// </summary>
    public bool KeepUnsentData { get; set; } = true;

    /// <summary>How far <see cref="FileShare.None"/> reaches. Default <see cref="S3Locking.Process"/>.</summary>
    public S3Locking Locking { get; set; }

    /// <summary>
    /// How long a lease holds when its process falls silent; while its file is open it is renewed three times as often. Default 30 seconds, and not below
    /// a few: a process that cannot renew for so long cannot commit. The clocks of the machines need not agree.
    /// </summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a watcher lists what it watches. Default 2 seconds.</summary>
    public TimeSpan WatcherInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many listing requests one watcher makes a minute at most, 1 or more; where a listing takes many, it lists less often. Default 60.
    /// </summary>
    public int WatcherRequestsPerMinute { get; set; } = 60;

    /// <summary>What is sent with requests (encryption, storage class, payer) and what is relied on at the other end.</summary>
    public S3RequestOptions Requests { get; set; } = new();

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where log messages go. Default nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;
}
