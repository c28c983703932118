using VfsStorage.Claims.Batches;

namespace VfsStorage.App.Batches;

/// <summary>Says in words what became of a row.</summary>
internal static class RowText
{
    /// <summary>The words for one row.</summary>
    public static string Of(BatchProgress row) => row.Outcome switch
    {
        RowOutcome.Processed => row.Compliant == true ? "compliant" : "not compliant",
        RowOutcome.Skipped => "skipped",
        _ => "failed",
    };
}
