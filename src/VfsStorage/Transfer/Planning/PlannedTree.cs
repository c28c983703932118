using VfsStorage.Transfer.Sides;

namespace VfsStorage.Transfer.Planning;

/// <summary>Everything that a transfer will look after, by what is to be done with it.</summary>
internal sealed class PlannedTree
{
    /// <summary>Directories to make, outer ones first.</summary>
    public List<PlannedDirectory> Directories { get; } = [];

    /// <summary>Files to copy.</summary>
    public List<PlannedEntry> Files { get; } = [];

    /// <summary>Links to make.</summary>
    public List<PlannedEntry> Links { get; } = [];

    /// <summary>Files and links that are the same already.</summary>
    public List<PlannedEntry> Equal { get; } = [];

    /// <summary>Entries to delete at the destination, inner ones first.</summary>
    public List<TreeItem> Extra { get; } = [];

    /// <summary>Whether equal files have sources that are to go.</summary>
    public bool RetiresEqual { get; set; }
}
