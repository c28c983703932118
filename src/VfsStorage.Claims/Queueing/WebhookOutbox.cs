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

    private readonly TimeProvider _time;
    private readonly ClaimTasks _tasks;
    private readonly RecordFolder<WebhookDelivery> _deliveries;
    private readonly RecordFolder<WebhookDelivery> _deadLetters;

    /// <summary>Creates the outbox.</summary>
    /// <param name="workspace">Where the files are.</param>
    public WebhookOutbox(ClaimsWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        _time = workspace.Time;
        _tasks = new ClaimTasks(workspace);
        _deliveries = new RecordFolder<WebhookDelivery>(workspace, "webhooks", NameOf);
        _deadLetters = new RecordFolder<WebhookDelivery>(workspace, "dead-letters", NameOf);
    }

    /// <summary>Adds a delivery; <see langword="false"/> if it is there already, in whatever state.</summary>
    /// <exception cref="ClaimsException">The output area cannot be written.</exception>
    public Task<bool> TryAddAsync(WebhookDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return _deliveries.TryAddAsync(delivery);
    }

    /// <summary>Keeps a delivery's state. One that has failed becomes a dead letter, too.</summary>
    /// <exception cref="ClaimsException">The output area cannot be written.</exception>
    public async Task SaveAsync(WebhookDelivery delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        if (delivery.Status == WebhookStatus.Failed)
            await _deadLetters.SaveAsync(delivery);
        await _deliveries.SaveAsync(delivery);
    }

    /// <summary>A delivery; <see langword="null"/> if there is none.</summary>
    /// <exception cref="ClaimsException">The output area, or the delivery's file, cannot be read.</exception>
    public Task<WebhookDelivery?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        _deliveries.FindAsync(SafeName.Unique(id), cancellationToken);

    /// <summary>Deletes a delivery; <see langword="false"/> if there is none.</summary>
    /// <exception cref="ClaimsException">The output area cannot be changed.</exception>
    public bool Delete(string id) => _deliveries.TryDelete(SafeName.Unique(id));

    /// <summary>All deliveries, newest first. What cannot be read is logged and left out.</summary>
    /// <exception cref="ClaimsException">The output area cannot be read.</exception>
    public Task<IReadOnlyList<WebhookDelivery>> ListAsync(CancellationToken cancellationToken = default) => ListAsync(_deliveries, cancellationToken);

    /// <summary>
    /// The deliveries that have not ended, newest first. One that was stopped between its dead letter and its own end has ended: that is noted now.
    /// </summary>
    /// <exception cref="ClaimsException">The output area cannot be read or written.</exception>
    public async Task<IReadOnlyList<WebhookDelivery>> ListOpenAsync(CancellationToken cancellationToken = default)
    {
        var open = (await ListAsync(cancellationToken)).Where(delivery => !delivery.HasEnded).ToList();
        var dead = open.Count > 0 ? _deadLetters.Names().ToHashSet(StringComparer.Ordinal) : [];
        foreach (var delivery in open.Where(delivery => dead.Contains(NameOf(delivery))).ToList())
        {
            if (await _deadLetters.FindOrLogAsync(NameOf(delivery), cancellationToken) is not { } letter)
                continue;
            await _deliveries.SaveAsync(letter);
            open.Remove(delivery);
        }

        return open;
    }

    /// <summary>All dead letters, newest first. What cannot be read is logged and left out.</summary>
    /// <exception cref="ClaimsException">The output area cannot be read.</exception>
    public Task<IReadOnlyList<WebhookDelivery>> ListDeadLettersAsync(CancellationToken cancellationToken = default) => ListAsync(_deadLetters, cancellationToken);

    /// <summary>
    /// Deletes what is older than it is kept, or ended ones older than <paramref name="olderThan"/>; returns how many. What an open task
    /// still has to look for stays, or it would be sent again.
    /// </summary>
    /// <param name="olderThan">Deletes every ended delivery of this age; <see langword="null"/> for the usual ages.</param>
    /// <param name="cancellationToken">Stops between two reads.</param>
    /// <exception cref="ClaimsException">The output area cannot be changed.</exception>
    public async Task<int> CleanUpAsync(TimeSpan? olderThan = null, CancellationToken cancellationToken = default)
    {
        var now = _time.GetUtcNow();
        var deleted = 0;
        var open = _tasks.OpenIds();
        foreach (var delivery in await ListAsync(cancellationToken))
        {
            var kept = olderThan ?? (delivery.Status == WebhookStatus.Delivered ? DeliveredKept : Kept);
            if (delivery.HasEnded && !open.Contains(delivery.TaskId) && now - delivery.UpdatedAt >= kept && Delete(delivery.Id))
                deleted++;
        }

        foreach (var letter in await ListDeadLettersAsync(cancellationToken))
        {
            if (now - letter.UpdatedAt >= (olderThan ?? DeadLettersKept) && _deadLetters.TryDelete(NameOf(letter)))
                deleted++;
        }

        return deleted;
    }

    private static async Task<IReadOnlyList<WebhookDelivery>> ListAsync(RecordFolder<WebhookDelivery> folder, CancellationToken cancellationToken) =>
        [.. (await folder.ListAsync(cancellationToken)).OrderByDescending(delivery => delivery.CreatedAt).ThenBy(delivery => delivery.Id, StringComparer.Ordinal)];

    private static string NameOf(WebhookDelivery delivery) => SafeName.Unique(delivery.Id ?? "");
}
