using VfsStorage.Transfer;

namespace VfsStorage.App.Transfers;

/// <summary>One transfer of a command: <c>vfs migrate</c> makes one for each area.</summary>
/// <param name="Title">What it is called where there are several; empty otherwise.</param>
/// <param name="From">The source.</param>
/// <param name="To">The destination.</param>
/// <param name="Options">How; the manifest has its path already.</param>
internal sealed record TransferLeg(string Title, TransferPlace From, TransferPlace To, TransferOptions Options);
