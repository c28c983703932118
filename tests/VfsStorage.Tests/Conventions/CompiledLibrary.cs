using Mono.Cecil;
using Mono.Cecil.Cil;

namespace VfsStorage.Tests.Conventions;

/// <summary>The compiled library, read for what its types really use, whatever their sources call it.</summary>
internal sealed class CompiledLibrary : IDisposable
{
    private readonly ModuleDefinition _module = ModuleDefinition.ReadModule(typeof(S3FileSystem).Assembly.Location);

    /// <summary>All types that somebody wrote; what the compiler makes of lambdas and iterators belongs to them.</summary>
    public IEnumerable<TypeDefinition> Types => _module.Types.Where(type => type.Namespace.StartsWith(nameof(VfsStorage), StringComparison.Ordinal));

    /// <summary>All method bodies of a type, its nested types included.</summary>
    public static IEnumerable<MethodDefinition> Bodies(TypeDefinition type) =>
        type.Methods.Where(method => method.HasBody).Concat(type.NestedTypes.SelectMany(Bodies));

    public static IEnumerable<Instruction> Instructions(TypeDefinition type) => Bodies(type).SelectMany(method => method.Body.Instructions);

    /// <summary>The full names of all types that a type uses anywhere: as base, in signatures, fields, attributes and code.</summary>
    public static IReadOnlySet<string> Uses(TypeDefinition type)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        Collect(type, used);
        used.Remove(type.FullName);
        return used;
    }

    public void Dispose() => _module.Dispose();

    private static void Collect(TypeDefinition type, HashSet<string> used)
    {
        Add(type.BaseType, used);
        foreach (var reference in type.Interfaces.Select(item => item.InterfaceType)
            .Concat(type.Fields.Select(field => field.FieldType))
            .Concat(type.Methods.SelectMany(method => method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .Concat(Bodies(type).SelectMany(method => method.Body.Variables.Select(variable => variable.VariableType))))
            Add(reference, used);
        foreach (var operand in Instructions(type).Select(instruction => instruction.Operand))
            Add(operand, used);
        foreach (var nested in type.NestedTypes)
            Collect(nested, used);
    }

    private static void Add(object? operand, HashSet<string> used)
    {
        switch (operand)
        {
            case GenericInstanceType generic:
                Add(generic.ElementType, used);
                foreach (var argument in generic.GenericArguments)
                    Add(argument, used);
                break;
            case TypeSpecification specification:
                Add(specification.ElementType, used);
                break;
            case TypeReference { IsNested: true } nested:
                Add(nested.DeclaringType, used);
                break;
            case TypeReference type:
                used.Add(type.FullName);
                break;
            case MethodReference method:
                Add(method.DeclaringType, used);
                Add(method.ReturnType, used);
                break;
            case FieldReference field:
                Add(field.DeclaringType, used);
                Add(field.FieldType, used);
                break;
        }
    }
}
