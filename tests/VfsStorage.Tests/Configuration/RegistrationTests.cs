using System.IO.Abstractions;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Configuration;

public sealed class RegistrationTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("vfs-configuration-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Local_Manager_IsTheDiskWithFoldersThatExist()
    {
        using var provider = Settings.Provide(Settings.Of(("local:base_path", _folder), ("local:cache_folder", "tmp/cache")));
        var manager = provider.GetRequiredService<StorageManager>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(manager.FileSystem, Is.InstanceOf<FileSystem>().And.SameAs(provider.GetRequiredService<IFileSystem>()));
            Assert.That(
                new[] { manager.Input, manager.Output, manager.Archive, manager.Cache },
                Is.EqualTo(new[] { "drop", "output", "archive", "tmp/cache" }.Select(name => Path.Combine(_folder, name))));
            Assert.That(manager.Cache, Does.Exist);
        }
    }

    [Test]
    public void Local_BasePath_IsRelativeToTheCurrentDirectory()
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, _folder);
        using var provider = Settings.Provide(Settings.Of(("local:base_path", relative)));
        Assert.That(provider.GetRequiredService<StorageManager>().Input, Is.EqualTo(Path.Combine(_folder, "drop")));
    }

    [Test]
    public void Local_Client_IsNone()
    {
        using var provider = Settings.Provide(Settings.Of(("local:base_path", _folder)));
        Assert.That(provider.GetService<IAmazonS3>(), Is.Null);
    }

    [Test]
    public void S3_Manager_HasAreasAsMounts()
    {
        using var provider = Settings.Provide(Settings.S3With(("local:input_folder", "/data/in box/"), ("local:cache_folder", "tmp/cache")));
        var manager = provider.GetRequiredService<StorageManager>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(manager.FileSystem, Is.InstanceOf<S3FileSystem>());
            Assert.That(new[] { manager.Input, manager.Output, manager.Archive, manager.Cache }, Is.EqualTo(new[] { "/in box", "/output", "/archive", "/cache" }));
        }
    }

    [Test]
    public void S3_Client_IsConfiguredAsTold()
    {
        using var provider = Settings.Provide(Settings.S3With(
            ("s3:service_url", "https://s3.example.com"), ("s3:max_retries", "7"), ("s3:retry_mode", "adaptive"), ("s3:request_timeout_seconds", "30.5")));
        var config = (AmazonS3Config)provider.GetRequiredService<IAmazonS3>().Config;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(config.ServiceURL, Is.EqualTo("https://s3.example.com/"));
            Assert.That(config.AuthenticationRegion, Is.EqualTo("eu-central-1"));
            Assert.That(config.ForcePathStyle);
            Assert.That(config.MaxErrorRetry, Is.EqualTo(7));
            Assert.That(config.RetryMode, Is.EqualTo(Amazon.Runtime.RequestRetryMode.Adaptive));
            Assert.That(config.Timeout, Is.EqualTo(TimeSpan.FromSeconds(30.5)));
            Assert.That(config.MaxConnectionsPerServer, Is.EqualTo(int.MaxValue));
        }
    }

    [Test]
    public void S3_OnAws_IsTheRegionsEndpointInVirtualHostStyle()
    {
        using var provider = Settings.Provide(Settings.S3With());
        var config = (AmazonS3Config)provider.GetRequiredService<IAmazonS3>().Config;
        Assert.That((config.RegionEndpoint.SystemName, config.ForcePathStyle), Is.EqualTo(("eu-central-1", false)));
    }

    [Test]
    public async Task S3_ClientBroughtAlong_IsUsed()
    {
        await using var server = await S3TestServer.StartAsync();
        using var client = server.CreateClient();
        await using var provider = new ServiceCollection().AddSingleton(client).AddVfsStorage(Settings.S3With()).BuildServiceProvider();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(provider.GetRequiredService<IAmazonS3>(), Is.SameAs(client));
            Assert.That(provider.GetRequiredService<IFileSystem>(), Is.InstanceOf<S3FileSystem>());
        }
    }

    [Test]
    public void Start_WithMistakes_ThrowsThemAll()
    {
        using var provider = Settings.Provide(Settings.Of(("mode", "s3"), ("s3:aws_region", "eu-central-1")));
        var validator = provider.GetRequiredService<IStartupValidator>();
        Assert.That(validator.Validate, Throws.InstanceOf<StorageConfigurationException>().With.Property(nameof(OptionsValidationException.Failures)).Count.EqualTo(4));
    }

    [Test]
    public void Options_OfS3_ReachTheFileSystem()
    {
        var options = VfsStorage.Configuration.StorageFactory.FileSystemOptions(
            new S3StorageOptions
            {
                PartSizeMb = 16, Concurrency = 3, MemoryBudgetMb = 64, Times = S3EntryTimes.Listing, WatcherIntervalSeconds = 0.5, SpillDirectory = "/spill", Sse = "sse-kms",
                KmsKeyId = "key", StorageClass = "STANDARD_IA", RequesterPays = true, ExpectedBucketOwner = "123456789012", Compatibility = S3Compatibility.Ceph, Semantics = S3Semantics.Fast,
            },
            null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((options.PartSizeBytes, options.MemoryBudgetBytes), Is.EqualTo((16L << 20, 64L << 20)));
            Assert.That((options.Concurrency, options.Semantics, options.TimesFromListing), Is.EqualTo((3, S3Semantics.Fast, true)));
            Assert.That((options.WatcherInterval, options.SpillDirectory), Is.EqualTo((TimeSpan.FromSeconds(0.5), "/spill")));
            Assert.That((options.Requests.Encryption, options.Requests.KmsKeyId), Is.EqualTo((S3Encryption.Kms, "key")));
            Assert.That((options.Requests.StorageClass, options.Requests.RequesterPays), Is.EqualTo(("STANDARD_IA", true)));
            Assert.That((options.Requests.ExpectedBucketOwner, options.Requests.Compatibility), Is.EqualTo(("123456789012", S3Compatibility.Ceph)));
        }
    }
}
