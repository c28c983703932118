using System.Globalization;
using VfsStorage.Claims.Batches;
using VfsStorage.Claims.Processing;
using VfsStorage.Claims.Reports;
using VfsStorage.Claims.Tests.FileSystems;

namespace VfsStorage.Claims.Tests.Batches;

/// <summary>Memory does not grow with the file, but for the report names.</summary>
[TestFixture(20_000, 1)]
[TestFixture(100_000, 4, Category = "Slow")]
public sealed class StreamingTests(int rows, int workers) : ClaimsFixture(new FileSystemKind("Shm", CreateInMemory))
{
    /// <summary>Report names of a batch: a string and a place in a set.</summary>
    private const int BytesPerName = 200;

    private const long Ceiling = 24L * 1024 * 1024;

    [Test]
    public async Task RunAsync_ManyRows_StaysBelowTheCeiling()
    {
        await WriteCsvAsync();
        var report = (await new PlainProcessor().ProcessAsync(Claim.FromFields([]), Reviews.None)) with { ReferenceId = "same" };
        var meter = new MemoryMeter(rows, FileSystem.Path.Combine(Areas.Output, "R{0}.json"), FileSystem);

        var summary = await new ClaimsBatch(Workspace, new SameReport(report)).RunAsync(
            new BatchOptions { WaitBetweenRows = TimeSpan.Zero, Workers = workers }, meter);

        TestContext.Out.WriteLine($"{rows} rows, {workers} workers: {meter.Growth / 1024 / 1024.0:F1} MiB more in use at the most.");
        Assert.That(summary.Rows, Is.EqualTo(rows));
        Assert.That(meter.Growth, Is.LessThan(Ceiling + ((long)rows * BytesPerName)));
    }

    private async Task WriteCsvAsync()
    {
        await using var stream = FileSystem.File.Create(FileSystem.Path.Combine(Areas.Input, "many.csv"));
        await using var writer = new StreamWriter(stream);
        await writer.WriteLineAsync("reference_id,employee_number,first_name,last_name,crd_number,note");
        for (var row = 2; row < rows + 2; row++)
            await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"R{row},EN-{row % 977},Ada,Testwell,9000001,{new string('x', 200)}"));
    }

    private static TestFileSystem CreateInMemory()
    {
        var parent = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var root = Directory.CreateDirectory(Path.Combine(parent, $"vfs-claims-{Guid.NewGuid():N}")).FullName;
        return new TestFileSystem(new System.IO.Abstractions.FileSystem(), root, () => Directory.Delete(root, recursive: true));
    }

    /// <summary>Answers at once, so that the test is about the batch.</summary>
    private sealed class SameReport(ComplianceReport report) : IClaimProcessor
    {
        public Task<ComplianceReport> ProcessAsync(Claim claim, Reviews reviews, CancellationToken cancellationToken = default) => Task.FromResult(report);
    }

    /// <summary>Measures live memory at intervals, and deletes reports so that the disk does not fill.</summary>
    private sealed class MemoryMeter(int rows, string report, System.IO.Abstractions.IFileSystem fileSystem) : IProgress<BatchProgress>
    {
        private long _start;

        public long Growth { get; private set; }

        public void Report(BatchProgress value)
        {
            fileSystem.File.Delete(string.Format(CultureInfo.InvariantCulture, report, value.LineNumber));
            if (value.LineNumber == 1000)
                _start = GC.GetTotalMemory(forceFullCollection: true);
            else if (value.LineNumber > 1000 && value.LineNumber % (rows / 10) == 0)
                Growth = Math.Max(Growth, GC.GetTotalMemory(forceFullCollection: true) - _start);
        }
    }
}
