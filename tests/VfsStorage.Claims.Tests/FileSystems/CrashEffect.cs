namespace VfsStorage.Claims.Tests.FileSystems;

/// <summary>How far the last change gets.</summary>
public enum CrashEffect
{
    /// <summary>It does not happen.</summary>
    Before,

    /// <summary>Half of it: half of the bytes are written, or a move has copied and not deleted.</summary>
    Half,

    /// <summary>It happens, but the process does not get to know.</summary>
    After,
}
