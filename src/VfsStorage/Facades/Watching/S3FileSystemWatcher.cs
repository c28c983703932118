using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.IO.Abstractions;

namespace VfsStorage.Facades.Watching;

/// <summary>
/// <see cref="IFileSystemWatcher"/> that asks instead of being told: S3 sends no notifications, so that a
/// <see cref="Poller"/> lists the directory once per interval. The settings are here, the events in a file of their own.
/// </summary>
internal sealed partial class S3FileSystemWatcher(Gate gate) : IFileSystemWatcher
{
    private const int SmallestBuffer = 4096;

    private const NotifyFilters AllNotifyFilters =
        NotifyFilters.Attributes | NotifyFilters.CreationTime | NotifyFilters.DirectoryName | NotifyFilters.FileName
        | NotifyFilters.LastAccess | NotifyFilters.LastWrite | NotifyFilters.Security | NotifyFilters.Size;

    private readonly Lock _lock = new();
    private readonly FilterCollection _filters = [];
    private Poller? _poller;
    private string _path = "";
    private bool _isEnabled;
    private bool _isInitializing;
    private bool _isDisposed;

    public S3FileSystemWatcher(Gate gate, string path)
        : this(gate)
    {
        ArgumentNullException.ThrowIfNull(path);
        _path = Existing(path, nameof(path));
    }

    public IFileSystem FileSystem => gate.FileSystem;

    public IContainer? Container => Site?.Container;

    public ISite? Site { get; set; }

    public ISynchronizeInvoke? SynchronizingObject { get; set; }

    public Collection<string> Filters => _filters;

    [AllowNull]
    public string Filter
    {
        get => _filters is [var first, ..] ? first : "*";
        set
        {
            _filters.Clear();
            _filters.Add(value!);
        }
    }

    public NotifyFilters NotifyFilter
    {
        get;
        set => field = (value & ~AllNotifyFilters) == 0
            ? value
            : throw new ArgumentException($"The value of argument 'value' ({(int)value}) is invalid for Enum type '{nameof(NotifyFilters)}'.");
    } = NotifyFilters.LastWrite | NotifyFilters.FileName | NotifyFilters.DirectoryName;

    /// <summary>Kept for callers that set it: a poll has no buffer that could overflow.</summary>
    public int InternalBufferSize
    {
        get;
        set => field = Math.Max(SmallestBuffer, value);
    } = 8192;

    public bool IncludeSubdirectories
    {
        get;
        set
        {
            var isNew = field != value;
            field = value;
            RestartIf(isNew);
        }
    }

    [AllowNull]
    public string Path
    {
        get => _path;
        set
        {
            var isNew = !string.Equals(_path, value ?? "", StringComparison.Ordinal);
            _path = isNew ? Existing(value ?? "", nameof(Path)) : _path;
            RestartIf(isNew);
        }
    }

    public bool EnableRaisingEvents
    {
        get => _isEnabled;
        set
        {
            ObjectDisposedException.ThrowIf(value && _isDisposed, typeof(FileSystemWatcher));
            var isNew = _isEnabled != value;
            _isEnabled = value;
            RestartIf(isNew);
        }
    }

    public void BeginInit()
    {
        _isInitializing = true;
        Restart();
    }

    public void EndInit()
    {
        _isInitializing = false;
        Restart();
    }

    public void Dispose()
    {
        _isDisposed = true;
        _isEnabled = false;
        Restart();
        (Changed, Created, Deleted, Renamed, Error) = (null, null, null, null, null);
    }

    private void RestartIf(bool isNew)
    {
        if (isNew)
        {
            Restart();
        }
    }

    // Ends what runs and starts anew from the directory as it is now, if events are wanted.
    private void Restart()
    {
        lock (_lock)
        {
            _poller?.Dispose();
            _poller = _isEnabled && !_isInitializing && _path.Length > 0
                ? Poller.Start(gate, _path, IncludeSubdirectories, Raise, Fail)
                : null;
        }
    }

    private string Existing(string path, string name) => (path.Length, FileSystem.Directory.Exists(path)) switch
    {
        (0, _) => throw new ArgumentException($"The directory name {path} is invalid.", name),
        (_, false) => throw new ArgumentException($"The directory name '{path}' does not exist.", name),
        _ => path,
    };
}
