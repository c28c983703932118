using VfsStorage.Paths;

namespace VfsStorage.Streams;

/// <summary>What a draft needs of the file system that it belongs to.</summary>
/// <param name="File">The handle; its path is where the draft is published.</param>
/// <param name="Locate">Turns that path into a location.</param>
/// <param name="Options">Part size, concurrency, clock and spill folder.</param>
/// <param name="Memory">What its bytes are counted in.</param>
internal sealed record DraftHost(OpenFile File, Func<VirtualPath, Location> Locate, S3FileSystemOptions Options, MemoryBudget Memory);
