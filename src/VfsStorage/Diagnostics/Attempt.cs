using VfsStorage.Objects;

namespace VfsStorage.Diagnostics;

/// <summary>Tries a request whose failure is a finding, not the end.</summary>
internal static class Attempt
{
    /// <summary>The answer, or why there is none.</summary>
    public static async Task<(T? Answer, StoreException? Failure)> RunAsync<T>(Func<Task<T>> request)
    {
        try
        {
            return (await request().ConfigureAwait(false), null);
        }
        catch (StoreException error)
        {
            return (default, error);
        }
    }

    /// <summary>Why it failed; <see langword="null"/> if it did not.</summary>
    public static async Task<StoreException?> RunAsync(Func<Task> request)
    {
        var (_, failure) = await RunAsync(async () =>
        {
            await request().ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        return failure;
    }
}
