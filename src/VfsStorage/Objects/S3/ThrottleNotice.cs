namespace VfsStorage.Objects.S3;

/// <summary>
/// Tells the window of the request under way that the store asked to slow down, while the SDK still waits to try it again by itself: what flows down
/// with the call, to the handler that sees every answer.
/// </summary>
internal static class ThrottleNotice
{
    private static readonly AsyncLocal<Recipient?> UnderWay = new();

    /// <summary>The calls made from here on, to the end of the calling method, belong to a request that <paramref name="window"/> let pass.</summary>
    public static void SendTo(CongestionWindow window, int round) => UnderWay.Value = new Recipient(window, round);

    public static void Give() => UnderWay.Value?.Window.SlowDown(UnderWay.Value.Round);

    private sealed record Recipient(CongestionWindow Window, int Round);
}
