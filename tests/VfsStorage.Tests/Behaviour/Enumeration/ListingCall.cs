using System.IO.Abstractions;

namespace VfsStorage.Tests.Behaviour.Enumeration;

/// <summary>One of the 48 members that list a directory; returns the paths or full names it gave.</summary>
public sealed record ListingCall(string Name, Func<IFileSystem, string, IEnumerable<string>> Run)
{
    public override string ToString() => Name;
}
