namespace VfsStorage.Tree;

/// <summary>Where a walk along a path, links followed, came to its end.</summary>
internal enum PathEnd
{
    /// <summary>At an entry.</summary>
    Found,

    /// <summary>In a directory that has no entry of the last name.</summary>
    Missing,

    /// <summary>Before a directory that the path names and that is not there.</summary>
    MissingDirectory,

    /// <summary>At a link among the directories that leads nowhere.</summary>
    DanglingDirectory,

    /// <summary>At a last link whose target would be in a directory that is not there.</summary>
    Dangling,

    /// <summary>At a file that stands where a directory is meant.</summary>
    NotADirectory,

    /// <summary>Nowhere: the links lead in a circle.</summary>
    Loop,
}
