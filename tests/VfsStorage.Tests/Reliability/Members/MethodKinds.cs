using System.Reflection;
using System.Runtime.CompilerServices;

namespace VfsStorage.Tests.Reliability.Members;

/// <summary>Tells members that are called for what they do from those that are static for other reasons.</summary>
internal static class MethodKinds
{
    /// <summary>Whether a method is static without extending anything, such as an operator or a factory.</summary>
    public static bool IsSpecialStatic(this MethodInfo method) => method.IsStatic && !method.IsDefined(typeof(ExtensionAttribute));
}
