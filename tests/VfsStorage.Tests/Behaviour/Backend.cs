namespace VfsStorage.Tests.Behaviour;

/// <summary>A kind of file system that the behaviour suite runs on.</summary>
public abstract class Backend
{
    public abstract string Name { get; }

    public abstract Capabilities Capabilities { get; }

    /// <summary>Opens a file system with an empty directory that no other test sees.</summary>
    public abstract Scratch OpenScratch();

    public override string ToString() => Name;
}
