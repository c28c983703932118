using System.Globalization;
using System.Text;
using VfsStorage.Claims.Agents;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Caching;

/// <summary>
/// The lines one claim adds to its employee's <c>request_log.txt</c>. They are appended together, in one request, because each
/// append to an object costs a read and a write.
/// </summary>
internal sealed class RequestLog(ClaimsWorkspace workspace, EmployeeFolder folder, string path)
{
    private readonly AtomicFile _file = AtomicFile.ForManyWriters(workspace);
    private readonly StringBuilder _lines = new();

    /// <summary>Whether a source was asked.</summary>
    public bool HasFetched { get; private set; }

    public void Cached(AgentRequest request) => Add(request, "Cached");

    public void Fetched(AgentRequest request, TimeSpan duration)
    {
        HasFetched = true;
        Add(request, string.Create(CultureInfo.InvariantCulture, $"Fetched (fetch duration: {duration.TotalSeconds:F2}s)"));
    }

    /// <summary>Appends the lines; without lines nothing happens.</summary>
    public async Task FlushAsync()
    {
        if (_lines.Length == 0)
            return;
        var lines = _lines.ToString();
        _lines.Clear();
        // Appending reads first; a log that is not there yet can be written without.
        var isFirst = workspace.Writes == WriteStrategy.Direct && !folder.Has(CacheLayout.RequestLogName);
        if (isFirst && await _file.TryCreateAsync(path, Encoding.UTF8.GetBytes(lines)))
        {
            folder.Add(CacheLayout.RequestLogName);
            return;
        }

        await _file.AppendAsync(path, lines);
    }

    private void Add(AgentRequest request, string what) => _lines.Append(
        CultureInfo.InvariantCulture, $"[{workspace.Time.GetUtcNow():yyyy-MM-dd HH:mm:ss}] {request.Agent}/{request.Service} - {what}\n");
}
