namespace VfsStorage.Tests.Differential;

/// <summary>The first step at which two sides differ, and what each made of it.</summary>
internal sealed record Divergence(int Step, string Where, string First, string Second);
