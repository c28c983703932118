using System.Buffers;
using System.Text;
using VfsStorage.Objects;
using VfsStorage.Objects.S3;

namespace VfsStorage.Tests.Objects.S3;

/// <summary>What the contract's tests have in common: an endpoint, a bucket of their own and a store over it.</summary>
[TestFixtureSource(typeof(StoreEndpoint), nameof(StoreEndpoint.All))]
public abstract class StoreContract(StoreEndpoint endpoint)
{
    private RunningEndpoint _running = null!;

    protected string Bucket { get; } = $"contract-{Guid.NewGuid():N}";

    protected Amazon.S3.IAmazonS3 Client => _running.Client;

    internal S3ObjectStore Store { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _running = await endpoint.StartAsync();
        await _running.CreateBucketAsync(Bucket);
        Store = StoreWith(new ObjectStoreSettings { Compatibility = endpoint.Compatibility });
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _running.DisposeAsync();

    internal S3ObjectStore StoreWith(ObjectStoreSettings settings) => new(_running.Client, settings);

    internal S3Compatibility Compatibility => endpoint.Compatibility;

    internal ObjectKey Key(string key) => new(Bucket, key);

    /// <summary>A key that no other test uses.</summary>
    internal ObjectKey NewKey(string suffix = "") => new(Bucket, $"{TestContext.CurrentContext.Test.ID}-{Guid.NewGuid():N}{suffix}");

    internal static ReadOnlySequence<byte> Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    internal Task<ObjectInfo> PutAsync(ObjectKey key, string text, ObjectHeaders? headers = null) =>
        Store.PutAsync(key, Bytes(text), headers ?? ObjectHeaders.None, Precondition.None, default);

    internal async Task<string> ReadAsync(ObjectKey key)
    {
        await using var body = await Store.GetAsync(key, null, null, default);
        return await ReadAsync(body);
    }

    internal static async Task<string> ReadAsync(ObjectBody body)
    {
        using var reader = new StreamReader(body.Content, leaveOpen: true);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Awaits a failure of this kind.</summary>
    internal static async Task<StoreException> FailsAsync(StoreErrorKind kind, Func<Task> call)
    {
        var error = await Catch(call);
        Assert.That(error.Kind, Is.EqualTo(kind), error.Message);
        return error;
    }

    private static async Task<StoreException> Catch(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (StoreException error)
        {
            return error;
        }

        Assert.Fail("Nothing failed.");
        throw new InvalidOperationException();
    }
}
