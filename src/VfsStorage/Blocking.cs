using System.Diagnostics.CodeAnalysis;

namespace VfsStorage;

/// <summary>
/// The one place where a synchronous member waits for asynchronous work. The work starts without the caller's
/// synchronisation context, so that nothing below can post back to the thread that waits here.
/// </summary>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "This is the file the ban points to.")]
internal static class Blocking
{
    public static void Wait(Func<Task> work) => Wait(async () =>
    {
        await work().ConfigureAwait(false);
        return true;
    });

    public static T Wait<T>(Func<Task<T>> work)
    {
        var context = SynchronizationContext.Current;
        if (context is null)
        {
            return work().GetAwaiter().GetResult();
        }

        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return work().GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
