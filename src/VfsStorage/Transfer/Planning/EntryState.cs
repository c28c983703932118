namespace VfsStorage.Transfer.Planning;

/// <summary>How the destination stands to an entry of the source.</summary>
internal enum EntryState
{
    /// <summary>It is missing there, or differs.</summary>
    Differs,

    /// <summary>It is there, the same as far as was asked for.</summary>
    Equal,

    /// <summary>An earlier run proved the copy, and both are as they were then.</summary>
    Proven,

    /// <summary>It differs, and may not be replaced.</summary>
    Conflict,
}
