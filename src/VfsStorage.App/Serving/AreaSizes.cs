using VfsStorage.Claims;
using VfsStorage.Claims.Browsing;

namespace VfsStorage.App.Serving;

/// <summary>The areas' sizes, measured at most once in a while: each time costs a listing of everything.</summary>
internal sealed class AreaSizes(AreaBrowser browser, ClaimsWorkspace workspace) : IDisposable
{
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _measuring = new(1, 1);
    private IReadOnlyList<AreaSize>? _sizes;
    private DateTimeOffset _measured;

    /// <summary>The sizes.</summary>
    /// <exception cref="ClaimsException">An area cannot be read.</exception>
    public async Task<IReadOnlyList<AreaSize>> ReadAsync(CancellationToken cancellationToken)
    {
        await _measuring.WaitAsync(cancellationToken);
        try
        {
            var now = workspace.Time.GetUtcNow();
            if (_sizes is null || now - _measured >= _fresh)
            {
                _sizes = await Task.WhenAll(browser.Areas.Select(area => Task.Run(() => browser.Measure(area, cancellationToken), cancellationToken)));
                _measured = now;
            }

            return _sizes;
        }
        finally
        {
            _measuring.Release();
        }
    }

    public void Dispose() => _measuring.Dispose();
}
