using System.Diagnostics;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;
using VfsStorage.Transfer;

namespace VfsStorage.App.Transfers;

/// <summary>Runs the transfers of a command: plan, question, progress, report, exit code.</summary>
internal sealed class TransferRun(Terminal terminal, TransferOrder order)
{
    private readonly List<TransferSummary> _summaries = [];

    /// <summary>Runs them one after the other. All are planned, and what cannot be done is told, before the first begins.</summary>
    public async Task<ExitCode> RunAsync(IReadOnlyList<TransferLeg> legs, CancellationToken cancellationToken)
    {
        var jobs = new List<(TransferLeg Leg, TransferJob Job, TransferPlan Plan)>();
        var missing = new List<(TransferLeg Leg, TransferJob Job)>();
        try
        {
            foreach (var leg in legs)
            {
                var job = Open(leg);
                jobs.Add((leg, job, null!));
                if (await PlanAsync(leg, job, cancellationToken) is { } plan)
                {
                    jobs[^1] = (leg, job, plan);
                }
                else
                {
                    jobs.RemoveAt(jobs.Count - 1);
                    missing.Add((leg, job));
                }
            }

            if (jobs.Count == 0)
                throw new UsageException($"The source {missing[0].Job.Source} does not exist.");
            TellMissing(missing);
            if (order.IsDryRun)
                return Report(jobs.Select(each => new TransferSummary(each.Leg, each.Job, each.Plan)));
            if (!Confirm(jobs))
            {
                terminal.WriteError("Nothing was copied.");
                return ExitCode.Failed;
            }

            foreach (var (leg, job, plan) in jobs)
                _summaries.Add(new TransferSummary(leg, job, plan) { Result = await RunAsync(leg, job, plan, cancellationToken) });
            return Report(_summaries);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            terminal.WriteError($"Stopped; nothing that arrived is lost. Go on with: {order.ResumeCommand}");
            throw;
        }
        catch (TransferException)
        {
            terminal.WriteError($"What arrived is kept. When that is put right, go on with: {order.ResumeCommand}");
            throw;
        }
        finally
        {
            foreach (var job in jobs.Select(each => each.Job).Concat(missing.Select(each => each.Job)))
                job.Dispose();
        }
    }

    private TransferJob Open(TransferLeg leg)
    {
        try
        {
            var job = new TransferJob(leg.From, leg.To, leg.Options);
            if (!job.IsResumed || !order.MustSayResume)
                return job;
            job.Dispose();
        }
        catch (TransferException wrong)
        {
            throw new UsageException(wrong.Message, wrong);
        }

        throw new UsageException(
            $"An earlier run of this was interrupted. Add --resume to go on with it, or delete {leg.Options.ManifestPath} to start over.");
    }

    /// <summary>One of several sources that is not there is an empty one.</summary>
    private void TellMissing(IEnumerable<(TransferLeg Leg, TransferJob Job)> missing)
    {
        foreach (var (leg, job) in missing)
        {
            var line = $"{leg.Title}: {job.Source} does not exist, so that there is nothing to copy.";
            if (order.Json)
                terminal.WriteError(line);
            else
                terminal.WriteLine(line);
        }
    }

    /// <summary>What is to be done; <see langword="null"/> if the source does not exist.</summary>
    private async Task<TransferPlan?> PlanAsync(TransferLeg leg, TransferJob job, CancellationToken cancellationToken)
    {
        try
        {
            var started = Stopwatch.GetTimestamp();
            var plan = await Waiting.ForAsync(terminal, order.Json, job.PlanAsync(cancellationToken), () => $"Looking at {job.Source} and {job.Destination} …");
            if (!order.Json)
                TransferText.WritePlan(terminal, leg, job, plan, Estimate(leg, plan, Stopwatch.GetElapsedTime(started)));
            return plan;
        }
        catch (DirectoryNotFoundException missing) when (missing.InnerException is null)
        {
            return null;
        }
        catch (TransferException wrong)
        {
            throw new UsageException(wrong.Message, wrong);
        }
    }

    private TransferEstimate Estimate(TransferLeg leg, TransferPlan plan, TimeSpan planning)
    {
        // The plan's own requests were made one after the other, for the most part: what they took tells the round trip.
        var roundTrip = TimeSpan.FromMilliseconds(Math.Clamp(planning.TotalMilliseconds / Math.Max(1, plan.Requests.List), 1, 200));
        return plan.Estimate(order.Settings.Prices, roundTrip, order.Settings.BytesPerSecond, leg.Options.Parallelism);
    }

    private bool Confirm(IReadOnlyList<(TransferLeg Leg, TransferJob Job, TransferPlan Plan)> jobs)
    {
        var deletes = jobs.Any(each => TransferOrder.Deletes(each.Plan, each.Leg.Options));
        if (jobs.All(each => each.Plan.IsEmpty) || !(order.AlwaysAsks || deletes))
            return true;
        if (order.Json && !order.Yes)
            throw new UsageException("With --json nobody is asked: add --yes to go on, or --dry-run to see the plan.");
        return Confirmation.Ask(terminal, deletes ? "Go on, and delete as planned?" : "Go on?", order.Yes);
    }

    private async Task<TransferReport> RunAsync(TransferLeg leg, TransferJob job, TransferPlan plan, CancellationToken cancellationToken)
    {
        if (plan.IsEmpty)
            return new TransferReport { Equal = plan.Equal, Failed = plan.Issues };
        var report = await TransferDisplay.ShowAsync(terminal, order.Json, leg.Title, job.Progress, job.RunAsync(plan, cancellationToken));
        if (!order.Json)
            TransferText.WriteReport(terminal, leg, plan, report);
        return report;
    }

    private ExitCode Report(IEnumerable<TransferSummary> summaries)
    {
        var all = summaries.ToList();
        var json = JsonLine.Of(new { Transfers = all.Select(summary => summary.ToJson()) });
        if (order.Json)
            terminal.WriteLine(json);
        if (order.ReportFile is not null)
            File.WriteAllText(order.ReportFile, json + Environment.NewLine);
        return all.Any(summary => summary.HasFailed) ? ExitCode.Failed : ExitCode.Success;
    }
}
