namespace VfsStorage.Tree;

/// <summary>The ways in which a file is moved.</summary>
internal enum FileMove
{
    /// <summary>Only to where nothing is.</summary>
    ToFreePlace,

    /// <summary>As <see cref="ToFreePlace"/>, whatever it is: a link to a directory, too.</summary>
    AnyToFreePlace,

    /// <summary>In the place of a file that may be there.</summary>
    Overwriting,

    /// <summary>As <see cref="Overwriting"/>, and a link to a directory is moved as well, which a plain move does not take for a file.</summary>
    Replacing,
}
