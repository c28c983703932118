using VfsStorage.Testing.Errors;
using VfsStorage.Testing.Http;

namespace VfsStorage.Testing.Faults;

/// <summary>All faults of one request, fixed when it arrives.</summary>
internal sealed class FaultPlan(IReadOnlyList<Fault> faults)
{
    public static FaultPlan None { get; } = new([]);

    public string? Name => faults.Count == 0 ? null : string.Join(", ", faults.Select(f => f.Name));

    public long? TruncateAt { get; } = faults.Min(f => f.TruncateAt);

    public long? CorruptAt { get; } = faults.Select(f => f.CorruptAt).FirstOrDefault(at => at is not null);

    public async Task BeforeAsync(S3Call call)
    {
        foreach (var fault in faults)
            await fault.BeforeAsync(call).ConfigureAwait(false);
    }

    public async Task AfterAsync(S3Call call)
    {
        foreach (var fault in faults)
            await fault.AfterAsync(call).ConfigureAwait(false);
    }

    public S3Error? ErrorOf(string key) => faults.Select(f => f.ErrorOf(key)).FirstOrDefault(e => e is not null);
}
