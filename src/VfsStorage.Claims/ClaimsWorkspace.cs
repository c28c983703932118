using System.IO.Abstractions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using VfsStorage.Claims.Holds;
using VfsStorage.Claims.Storage;

namespace VfsStorage.Claims;

/// <summary>What every claims service works with: the file system, its four areas, the clock and the loggers.</summary>
/// <param name="FileSystem">Where everything is read and written.</param>
/// <param name="Areas">The four areas as paths of <paramref name="FileSystem"/>.</param>
public sealed record ClaimsWorkspace(IFileSystem FileSystem, ClaimsAreas Areas)
{
    /// <summary>The clock; all dates are UTC. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How a file is replaced in one step. Default: <see cref="WriteStrategy.TemporaryThenMove"/>, right on every file system.</summary>
    public WriteStrategy Writes { get; init; } = WriteStrategy.TemporaryThenMove;

    /// <summary>The organisation index (JSON Lines). Default: <c>organizationsCrd.jsonl</c> in the input area.</summary>
    public string? OrganizationIndexPath { get; init; }

    /// <summary>Whether social security numbers and dates of birth are masked in reports. Default: yes. They never reach logs, <c>skipped.csv</c> or <c>errors.csv</c>.</summary>
    public bool MasksReports { get; init; } = true;

    /// <summary>
    /// Names the set of processes among which process ids mean something, such as a boot of a machine and a container on it: a batch of an ended process
    /// of the same set is taken over at once. Default: none, so that such a batch is taken for running until it has been silent for a while.
    /// </summary>
    public string? ProcessSpace { get; init; }

    /// <summary>Creates the loggers; their categories are in <see cref="LogGroups"/>. Default: none.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The process that works on the areas.</summary>
    internal HoldingProcess Process { get; init; } = HoldingProcess.Current;

    /// <summary>What the services create, for those that read it meanwhile.</summary>
    internal Creations Creations { get; } = new();
}
