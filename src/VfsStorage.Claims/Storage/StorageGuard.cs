namespace VfsStorage.Claims.Storage;

/// <summary>The border at which a storage failure becomes an error for the user: no other claim would fare better.</summary>
internal static class StorageGuard
{
    /// <summary>Runs <paramref name="work"/>, which touches nothing but the storage.</summary>
    /// <exception cref="ClaimsException">The storage failed.</exception>
    public static async Task<T> RunAsync<T>(string purpose, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failure(purpose, exception);
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public static T Run<T>(string purpose, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failure(purpose, exception);
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public static Task RunAsync(string purpose, Func<Task> work) => RunAsync(purpose, async () =>
    {
        await work();
        return true;
    });

    private static ClaimsException Failure(string purpose, Exception exception) =>
        new($"The storage failed ({purpose}): {exception.Message}", exception);
}
