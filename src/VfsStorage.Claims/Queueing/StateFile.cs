using System.Text.Json;
using Microsoft.Extensions.Logging;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Queueing;

/// <summary>One value that the application remembers, as a JSON file of the output area.</summary>
/// <typeparam name="T">The value.</typeparam>
public sealed class StateFile<T>
    where T : class
{
    private readonly AtomicFile _file;
    private readonly string _path;
    private readonly ILogger _logger;
    private volatile bool _isUnreadable;

    /// <summary>Names the file.</summary>
    /// <param name="workspace">Where it is.</param>
    /// <param name="name">Its name.</param>
    public StateFile(ClaimsWorkspace workspace, string name)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        _file = AtomicFile.ForManyWriters(workspace);
        _logger = workspace.Loggers.CreateLogger(LogGroups.Core);
        _path = workspace.FileSystem.Path.Combine(StateFolder.Of(workspace), name);
    }

    /// <summary>The value; <see langword="null"/> if there is none, or none that can be read, which is logged once.</summary>
    /// <exception cref="ClaimsException">The output area cannot be read.</exception>
    public async Task<T?> ReadAsync(CancellationToken cancellationToken = default)
    {
        var content = await StorageGuard.RunAsync("state", () => _file.TryReadAsync(_path, cancellationToken));
        try
        {
            var value = content is null ? null : JsonSerializer.Deserialize<T>(content, ReportJson.Options);
            _isUnreadable = false;
            return value;
        }
        catch (JsonException exception)
        {
            if (!_isUnreadable)
                Log.UnreadableState(_logger, new UnreadableStateException(_path, exception.Message, exception).Message);
            _isUnreadable = true;
            return null;
        }
    }

    /// <summary>Replaces the value in one step.</summary>
    /// <exception cref="ClaimsException">The output area cannot be written.</exception>
    public Task WriteAsync(T value) => StorageGuard.RunAsync("state", () => _file.WriteAsync(_path, ReportJson.ToBytes(value)));
}
