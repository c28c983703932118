namespace VfsStorage.Transfer;

/// <summary>What a transfer will take, roughly.</summary>
/// <param name="Duration">The time, from round trips and bandwidth.</param>
/// <param name="Price">What requests and traffic cost, once.</param>
/// <param name="MonthlyPrice">What keeping the transferred bytes costs a month.</param>
public sealed record TransferEstimate(TimeSpan Duration, decimal Price, decimal MonthlyPrice);
