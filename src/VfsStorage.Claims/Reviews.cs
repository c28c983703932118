namespace VfsStorage.Claims;

/// <summary>The reviews that a run performs; the others are reported as skipped per configuration.</summary>
[Flags]
public enum Reviews
{
    /// <summary>No review.</summary>
    None = 0,

    /// <summary>SEC and FINRA disciplinary actions.</summary>
    Disciplinary = 1,

    /// <summary>SEC and FINRA arbitrations.</summary>
    Arbitration = 2,

    /// <summary>NFA regulatory actions.</summary>
    Regulatory = 4,

    /// <summary>Every review.</summary>
    All = Disciplinary | Arbitration | Regulatory,
}
