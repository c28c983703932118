using System.Diagnostics;
using System.Globalization;

namespace VfsStorage.Tests.Reliability.Processes;

/// <summary>A real process that does a <see cref="Job"/>.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    public static async Task<WorkerProcess> StartAsync(Uri endpoint, string bucket, string job, int number, int count)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments = ["exec", typeof(Program).Assembly.Location, endpoint.AbsoluteUri, bucket, job, Text(number), Text(count)];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // Many small processes on few cores.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        var process = new WorkerProcess(Process.Start(start)!);
        Assert.That(await process._process.StandardOutput.ReadLineAsync().WaitAsync(Patience), Is.EqualTo("ready"));
        return process;
    }

    /// <summary>Runs a job in several processes at the same time; answers what each has written.</summary>
    public static async Task<IReadOnlyList<string[]>> RunAsync(Uri endpoint, string bucket, params (string Job, int Count)[] jobs)
    {
        var processes = await Task.WhenAll(jobs.Select((job, number) => StartAsync(endpoint, bucket, job.Job, number, job.Count)));
        try
        {
            foreach (var process in processes)
                process.Go();
            return await Task.WhenAll(processes.Select(process => process.EndAsync()));
        }
        finally
        {
            foreach (var process in processes)
                process.Dispose();
        }
    }

    /// <summary>Lets it begin.</summary>
    public void Go()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
    }

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

    /// <summary>Waits for its end.</summary>
    public async Task<string[]> EndAsync()
    {
        var errors = _process.StandardError.ReadToEndAsync();
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        Assert.That(_process.ExitCode, Is.Zero, await errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Ends it at once, as a power failure would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
