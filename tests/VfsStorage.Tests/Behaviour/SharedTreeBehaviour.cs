namespace VfsStorage.Tests.Behaviour;

/// <summary>Base of fixtures whose tests only look: one tree is made for all of them, and none may change it.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public abstract class SharedTreeBehaviour(Backend backend) : FileSystemBehaviour(backend)
{
    [OneTimeSetUp]
    public void MakeSharedTree()
    {
        base.OpenScratch();
        MakeTree();
    }

    [OneTimeTearDown]
    public void DropSharedTree() => base.CloseScratch();

    /// <summary>The tree is there already.</summary>
    public sealed override void OpenScratch()
    {
    }

    /// <summary>The tree stays until the last test.</summary>
    public sealed override void CloseScratch()
    {
    }

    protected abstract void MakeTree();
}
