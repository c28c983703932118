using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using VfsStorage.Testing.Faults;
using VfsStorage.Testing.Storage;

namespace VfsStorage.Testing.Http;

/// <summary>One request on its way to its operation: target, headers, body, and the server it is addressed to.</summary>
internal sealed class S3Call(HttpContext http, S3Service service, RequestTarget target, S3LoggedRequest entry)
{
    public HttpContext Http { get; } = http;

    public S3Service Service { get; } = service;

    public RequestTarget Target { get; } = target;

    public S3LoggedRequest Entry { get; } = entry;

    public RequestBody Body { get; } = new(http, entry);

    /// <summary>How long the request is delayed; as it was when the request arrived.</summary>
    public TimeSpan Latency { get; } = service.Faults.Latency;

    /// <summary>The faults that befall this request.</summary>
    public FaultPlan Plan { get; set; } = FaultPlan.None;

    public string Key => Target.Key;

    public QueryParameters Query => Target.Query;

    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The addressed bucket; <c>NoSuchBucket</c> if there is none.</summary>
    public Bucket Bucket => Service.Buckets.Get(Target.Bucket);

    /// <summary>A header's value, or null; several lines of one name are one value, joined by commas.</summary>
    public string? Header(string name) => Http.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    public bool TryHeader(string name, [NotNullWhen(true)] out string? value) => (value = Header(name)) is not null;

    public bool Has(S3StoreQuirks quirk) => Service.Options.Quirks.HasFlag(quirk);
}
