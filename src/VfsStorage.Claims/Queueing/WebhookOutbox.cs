using System.Text.Json;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims.Queueing;

/// <summary>Keeps deliveries and dead letters as files of the output area.</summary>
public sealed class WebhookOutbox
{
    /// <summary>How long a delivered one is kept.</summary>
    public static readonly TimeSpan DeliveredKept = TimeSpan.FromMinutes(30);

    /// <summary>How long any other is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>How long a dead letter is kept.</summary>
    public static readonly TimeSpan DeadLettersKept = TimeSpan.FromDays(30);

    private const int ReadAhead = 16;
    private const string Suffix = ".json";

    private readonly ClaimsWorkspace _workspace;
    private readonly AtomicFile _file;
    private readonly string _folder;
    private readonly string _deadLetters;

    /// <summary>Creates the outbox.</summary>
    /// <param name="workspace">Where the files are.</param>
    public WebhookOutbox(ClaimsWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        _workspace = workspace;
        _file = AtomicFile.ForOneWriter(workspace);
        _folder = workspace.FileSystem.Path.Combine(StateFolder.Of(workspace), "webhooks");
        _deadLetters = workspace.FileSystem.Path.Combine(StateFolder.Of(workspace), "dead-letters");
    }

    /// <summary>Adds a delivery; <see langword="false"/> if it is there already, in whatever state.</summary>
    /// <exception cref="ClaimsException">The output area cannot be written.</exception>
    public Task<bool> TryAddAsync(WebhookDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return StorageGuard.RunAsync("webhooks", () => _file.TryCreateAsync(PathOf(_folder, delivery.Id), ReportJson.ToBytes(delivery)));
    }

    /// <summary>Keeps a delivery's state. One that has failed becomes a dead letter, too.</summary>
    /// <exception cref="ClaimsException">The output area cannot be written.</exception>
    public Task SaveAsync(WebhookDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return StorageGuard.RunAsync("webhooks", async () =>
        {
            if (delivery.Status == WebhookStatus.Failed)
                await _file.WriteAsync(PathOf(_deadLetters, delivery.Id), ReportJson.ToBytes(delivery));
            await _file.WriteAsync(PathOf(_folder, delivery.Id), ReportJson.ToBytes(delivery));
        });
    }

    /// <summary>A delivery; <see langword="null"/> if there is none.</summary>
    /// <exception cref="ClaimsException">The output area cannot be read.</exception>
    public Task<WebhookDelivery?> FindAsync(string id, CancellationToken cancellationToken = default) => ReadAsync(PathOf(_folder, id), cancellationToken);

    /// <summary>Deletes a delivery; <see langword="false"/> if there is none.</summary>
    /// <exception cref="ClaimsException">The output area cannot be changed.</exception>
    public bool Delete(string id) => StorageGuard.Run("webhooks", () => Delete(_folder, id));

    /// <summary>All deliveries, newest first.</summary>
    /// <exception cref="ClaimsException">The output area cannot be read.</exception>
    public Task<IReadOnlyList<WebhookDelivery>> ListAsync(CancellationToken cancellationToken = default) => ReadAllAsync(_folder, cancellationToken);

    /// <summary>All dead letters, newest first.</summary>
    /// <exception cref="ClaimsException">The output area cannot be read.</exception>
    public Task<IReadOnlyList<WebhookDelivery>> ListDeadLettersAsync(CancellationToken cancellationToken = default) =>
        ReadAllAsync(_deadLetters, cancellationToken);

    /// <summary>Deletes what is older than it is kept, or ended ones older than <paramref name="olderThan"/>; returns how many.</summary>
    /// <param name="olderThan">Deletes every ended delivery of this age; <see langword="null"/> for the usual ages.</param>
    /// <param name="cancellationToken">Stops between two reads.</param>
    /// <exception cref="ClaimsException">The output area cannot be changed.</exception>
    public async Task<int> CleanUpAsync(TimeSpan? olderThan = null, CancellationToken cancellationToken = default)
    {
        var now = _workspace.Time.GetUtcNow();
        var deleted = 0;
        foreach (var delivery in await ListAsync(cancellationToken))
        {
            var kept = olderThan ?? (delivery.Status == WebhookStatus.Delivered ? DeliveredKept : Kept);
            var hasEnded = delivery.Status is WebhookStatus.Delivered or WebhookStatus.Failed;
            if (hasEnded && now - delivery.UpdatedAt >= kept && Delete(delivery.Id))
                deleted++;
        }

        foreach (var letter in await ListDeadLettersAsync(cancellationToken))
        {
            if (now - letter.UpdatedAt >= (olderThan ?? DeadLettersKept) && StorageGuard.Run("webhooks", () => Delete(_deadLetters, letter.Id)))
                deleted++;
        }

        return deleted;
    }

    private bool Delete(string folder, string id)
    {
        var path = PathOf(folder, id);
        if (!_workspace.FileSystem.File.Exists(path))
            return false;
        _workspace.FileSystem.File.Delete(path);
        return true;
    }

    private async Task<IReadOnlyList<WebhookDelivery>> ReadAllAsync(string folder, CancellationToken cancellationToken)
    {
        var deliveries = new List<WebhookDelivery>();
        foreach (var chunk in StorageGuard.Run("webhooks", () => FilesIn(folder)).Chunk(ReadAhead))
            deliveries.AddRange((await Task.WhenAll(chunk.Select(path => ReadAsync(path, cancellationToken)))).OfType<WebhookDelivery>());
        return [.. deliveries.OrderByDescending(delivery => delivery.CreatedAt).ThenBy(delivery => delivery.Id, StringComparer.Ordinal)];
    }

    private List<string> FilesIn(string folder)
    {
        try
        {
            return [.. _workspace.FileSystem.Directory.EnumerateFiles(folder).Where(path => path.EndsWith(Suffix, StringComparison.Ordinal))];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    private async Task<WebhookDelivery?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var content = await StorageGuard.RunAsync("webhooks", () => _file.TryReadAsync(path, cancellationToken));
        try
        {
            return content is null ? null : JsonSerializer.Deserialize<WebhookDelivery>(content, ReportJson.Options);
        }
        catch (JsonException exception)
        {
            throw new ClaimsException($"{path} is not a delivery: {exception.Message} Move it away.", exception);
        }
    }

    private string PathOf(string folder, string id) => _workspace.FileSystem.Path.Combine(folder, SafeName.Unique(id) + Suffix);
}
