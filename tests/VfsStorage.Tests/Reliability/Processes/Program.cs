namespace VfsStorage.Tests.Reliability.Processes;

/// <summary>
/// What this assembly does as a process: <c>dotnet exec VfsStorage.Tests.dll URL BUCKET JOB NUMBER COUNT</c>. Waits for a line on its input, so that many
/// can start at the same moment; writes its results to its output.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [var url, var bucket, var job, var number, var count])
        {
            Console.Error.WriteLine("This is a test assembly: run it with 'dotnet test'.");
            return 2;
        }

        using var client = QuickRetryClient.To(new Uri(url), retries: 4);
        var options = new S3FileSystemOptions { Requests = { Compatibility = S3Compatibility.Aws }, KeepUnsentData = false };
        if (job is nameof(Job.Alone) or nameof(Job.Hold))
            options.Locking = S3Locking.Lease;
        using var files = new S3FileSystem(client, bucket, options: options);
        // Everything is loaded and connected before the start.
        files.Directory.Exists("/ready");
        Console.Out.WriteLine("ready");
        Console.In.ReadLine();
        new Job(files, int.Parse(number, System.Globalization.CultureInfo.InvariantCulture), int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)).Run(job);
        return 0;
    }
}
