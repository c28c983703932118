using VfsStorage.Testing;

namespace VfsStorage.App.Tests.Diagnosis;

/// <summary>What a diagnosis says of a store that works, of stores that differ from Amazon's, and of the way there.</summary>
[TestFixture]
internal sealed class StoreTests : DoctorFixture
{
    [Test]
    public async Task Examine_StoreThatWorks_FindsNothingWorseThanTheMissingRule()
    {
        await StartAsync();

        await ExamineAsync();

        foreach (var area in Areas)
        {
            Assert.That(
                Find(area, "list, write, read").Message,
                Is.EqualTo($"s3://claims-{area}/{area}/: list, write, read, copy, multipart upload, signed chunks, trailing checksums, delete"));
        }

        Assert.That(Worse.Select(finding => finding.Subject), Is.EqualTo(Areas.Select(area => $"bucket claims-{area}")), All());
        Assert.That(Find("credentials", "from the environment").Message, Does.Contain("key AKIA…MPLE; they do not expire").And.Not.Contain("IOSFODNN7"));
        Assert.That(Find("endpoint", "this machine").Level, Is.EqualTo(StorageFindingLevel.Ok));
        Assert.That(Find("endpoint", "small request takes").Message, Does.EndWith(" ms (median of 5)"));
        AssertNothingIsLeft();
    }

    [TestCase(S3StoreQuirks.None, S3Compatibility.Aws)]
    [TestCase(S3StoreQuirks.Minio, S3Compatibility.Minio)]
    [TestCase(S3StoreQuirks.CephRgw16, S3Compatibility.Ceph)]
    [TestCase(S3StoreQuirks.R2, S3Compatibility.R2)]
    [TestCase(S3StoreQuirks.B2, S3Compatibility.B2)]
    [TestCase(S3StoreQuirks.B2 | S3StoreQuirks.IgnoresConditionsOnCopy | S3StoreQuirks.DropsTagsOnCopy, S3Compatibility.Generic)]
    [TestCase(S3StoreQuirks.IgnoresIfMatchOnPut, S3Compatibility.Auto)]
    public async Task Examine_Store_RecognisesIt(S3StoreQuirks quirks, S3Compatibility expected)
    {
        await StartAsync(quirks);

        await ExamineAsync();

        Assert.That(Recommended, Is.EqualTo(expected), All());
        Assert.That(Find("compatibility", "storage.s3.compatibility is auto").Level, Is.EqualTo(StorageFindingLevel.Ok));
        AssertNothingIsLeft();
    }

    [TestCase(S3StoreQuirks.CephRgw16, "aws", "delete only the version seen")]
    [TestCase(S3StoreQuirks.IgnoresIfMatchOnPut, "minio", "replace only the version read")]
    [TestCase(S3StoreQuirks.IgnoresIfNoneMatchOnPut, "r2", "create only if missing")]
    public async Task Examine_SettingReliesOnTooMuch_IsAnError(S3StoreQuirks quirks, string setting, string missing)
    {
        await StartAsync(quirks);
        Set("s3:compatibility", setting);

        await ExamineAsync();

        var finding = Find("compatibility", $"storage.s3.compatibility is {setting}, but this store does not do: ");
        Assert.That(finding.Level, Is.EqualTo(StorageFindingLevel.Error));
        Assert.That(finding.Message, Does.Contain(missing));
        Assert.That(finding.Remedy, Does.Contain("Set storage.s3.compatibility to"));
    }

    [Test]
    public async Task Examine_SettingReliesOnLessThanThereIs_SaysWhatWouldBeBetter()
    {
        await StartAsync();
        Set("s3:compatibility", "generic");

        await ExamineAsync();

        Assert.That(Find("compatibility", "is generic, which is safe here").Message, Does.EndWith("; aws would use more of what the store can do"));
    }

    [Test]
    public async Task Examine_StoreRefusesTrailers_LeavesThemOut()
    {
        await StartAsync(S3StoreQuirks.RefusesChunkedTrailers);

        await ExamineAsync();

        Assert.That(Find("input", "list, write").Message, Does.EndWith("multipart upload, signed chunks, delete"));
    }

    [TestCase(60, StorageFindingLevel.Ok)]
    [TestCase(300, StorageFindingLevel.Warning)]
    [TestCase(-300, StorageFindingLevel.Warning)]
    [TestCase(3600, StorageFindingLevel.Error)]
    public async Task Examine_ClockIsOff_TellsByHowMuch(int seconds, StorageFindingLevel expected)
    {
        await StartAsync();
        Time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow.AddSeconds(seconds)) { AutoAdvanceAmount = TimeSpan.Zero };

        await ExamineAsync();

        var finding = Find("endpoint", "this clock is");
        Assert.That(finding.Level, Is.EqualTo(expected));
        Assert.That(finding.Message, Does.Contain(seconds > 0 ? "ahead of" : "behind"));
    }

    [Test]
    public async Task Examine_LifecycleRule_IsSeenWhereItCoversThePrefix()
    {
        await StartAsync();
        await AddRuleAsync("claims-input", "");
        await AddRuleAsync("claims-output", "output/");
        await AddRuleAsync("claims-archive", "other/");

        await ExamineAsync();

        Assert.That(Find("bucket claims-input", "a lifecycle rule aborts").Level, Is.EqualTo(StorageFindingLevel.Ok));
        Assert.That(Find("bucket claims-output", "a lifecycle rule aborts").Level, Is.EqualTo(StorageFindingLevel.Ok));
        Assert.That(Find("bucket claims-archive", "no lifecycle rule").Remedy, Does.Contain("AbortIncompleteMultipartUpload"));
    }

    [Test]
    public async Task Examine_Throughput_IsMeasuredAndLeavesNothing()
    {
        await StartAsync();

        var findings = await Doctor().ExamineAsync().ToListAsync();

        Assert.That(findings.Select(finding => finding.Message), Has.One.Contains("one stream carries").And.One.Contains("MiB/s down"));
        AssertNothingIsLeft();
    }

    private async Task AddRuleAsync(string bucket, string prefix)
    {
        using var client = Server.CreateClient();
        await client.PutLifecycleConfigurationAsync(new Amazon.S3.Model.PutLifecycleConfigurationRequest
        {
            BucketName = bucket,
            Configuration = new Amazon.S3.Model.LifecycleConfiguration
            {
                Rules =
                [
                    new Amazon.S3.Model.LifecycleRule
                    {
                        Id = "abort",
                        Status = Amazon.S3.LifecycleRuleStatus.Enabled,
                        Filter = new Amazon.S3.Model.LifecycleFilter { LifecycleFilterPredicate = new Amazon.S3.Model.LifecyclePrefixPredicate { Prefix = prefix } },
                        AbortIncompleteMultipartUpload = new Amazon.S3.Model.LifecycleRuleAbortIncompleteMultipartUpload { DaysAfterInitiation = 7 },
                    },
                ],
            },
        });
    }
}
