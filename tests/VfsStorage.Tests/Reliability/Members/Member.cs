using System.Collections;
using System.Linq.Expressions;
using System.Reflection;

namespace VfsStorage.Tests.Reliability.Members;

/// <summary>A member found by reflection, compiled so that it can be called with spans, too.</summary>
internal sealed class Member
{
    private readonly Func<object?, object?[], object?> _call;
    private readonly ParameterInfo[] _parameters;

    public Member(MethodInfo method)
    {
        Method = method;
        _parameters = method.GetParameters();
        _call = Compile(method, _parameters);
    }

    public MethodInfo Method { get; }

    /// <summary>Whether a caller has the answer when the member comes back.</summary>
    public bool IsSync => !IsAsync(Method.ReturnType);

    /// <summary>Whether strings, which may be paths, are among its arguments.</summary>
    public bool TakesText => Array.Exists(
        _parameters, parameter => parameter.ParameterType == typeof(string) || parameter.ParameterType == typeof(string[]) || parameter.ParameterType == typeof(ReadOnlySpan<string>));

    /// <summary>All members of an interface or class and of what it extends; static ones only where they extend something.</summary>
    public static IReadOnlyList<Member> Of(Type face) =>
        [.. face.GetInterfaces().Where(_ => face.IsInterface).Append(face)
            .SelectMany(each => each.GetMethods())
            .Where(method => method.DeclaringType != typeof(object) && method.DeclaringType != typeof(MarshalByRefObject) && !method.IsSpecialStatic())
            .DistinctBy(method => (method.Name, method.ToString()))
            .Select(method => new Member(method))];

    /// <summary>Calls the member and goes through whatever it answers to the end.</summary>
    public void Run(object? target, Func<ParameterInfo, object?> argument) => Finish(_call(target, [.. _parameters.Select(argument)]));

    public override string ToString() => $"{Method.DeclaringType!.Name}.{Method}";

    private static bool IsAsync(Type type) =>
        type.IsAssignableTo(typeof(Task)) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    private static void Finish(object? answer)
    {
        switch (answer)
        {
            case null or string:
                return;
            case Task task:
                task.GetAwaiter().GetResult();
                Finish(task.GetType().GetProperty(nameof(Task<int>.Result))?.GetValue(task));
                return;
            case ValueTask task:
                task.AsTask().GetAwaiter().GetResult();
                return;
            case IAsyncEnumerable<string> texts:
                DrainAsync(texts).GetAwaiter().GetResult();
                return;
            case IAsyncEnumerable<ListedEntry> entries:
                DrainAsync(entries).GetAwaiter().GetResult();
                return;
            case IEnumerable sequence:
                foreach (var _ in sequence)
                {
                }

                break;
        }

        if (answer.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            Finish(type.GetMethod(nameof(ValueTask<int>.AsTask))!.Invoke(answer, null));
        (answer as IDisposable)?.Dispose();
    }

    private static async Task DrainAsync<T>(IAsyncEnumerable<T> answers)
    {
        await foreach (var _ in answers.ConfigureAwait(false))
        {
        }
    }

    private static Func<object?, object?[], object?> Compile(MethodInfo method, ParameterInfo[] parameters)
    {
        var target = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        var outputs = parameters.Where(parameter => parameter.ParameterType.IsByRef).ToDictionary(parameter => parameter, parameter => Expression.Variable(parameter.ParameterType.GetElementType()!));
        var passed = parameters.Select((parameter, index) => outputs.TryGetValue(parameter, out var output)
            ? (Expression)output
            : Pass(parameter.ParameterType, Expression.ArrayIndex(arguments, Expression.Constant(index))));
        var call = Expression.Call(method.IsStatic ? null : Expression.Convert(target, method.DeclaringType!), method, passed);
        Expression answer = method.ReturnType == typeof(void) || method.ReturnType.IsByRefLike
            ? Expression.Block(outputs.Values, call, Expression.Constant(null))
            : Expression.Block(outputs.Values, Expression.Convert(call, typeof(object)));
        return Expression.Lambda<Func<object?, object?[], object?>>(answer, target, arguments).Compile();
    }

    private static UnaryExpression Pass(Type type, Expression value)
    {
        if (!type.IsByRefLike)
            return Expression.Convert(value, type);
        var array = type.GetGenericArguments()[0].MakeArrayType();
        return Expression.Convert(Expression.Convert(value, array), type, type.GetMethod("op_Implicit", [array]));
    }
}
