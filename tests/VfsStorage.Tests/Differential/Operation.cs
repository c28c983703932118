namespace VfsStorage.Tests.Differential;

/// <summary>One step of a sequence: does the same on any side, and says what it is.</summary>
internal sealed record Operation(string Text, Func<Side, string> Run)
{
    public override string ToString() => Text;
}
