namespace VfsStorage.Claims;

/// <summary>How much of a claim is reviewed.</summary>
public enum ProcessingMode
{
    /// <summary>Search and registration checks only: no disciplinary, arbitration or regulatory review.</summary>
    Basic,

    /// <summary>Also disciplinary and arbitration reviews.</summary>
    Extended,

    /// <summary>Every review.</summary>
    Complete,
}
