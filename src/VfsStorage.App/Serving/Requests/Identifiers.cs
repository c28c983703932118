using System.Text.RegularExpressions;
using VfsStorage.App.Serving.Errors;
using VfsStorage.Claims.Agents;

namespace VfsStorage.App.Serving.Requests;

/// <summary>Checks the identifiers that become parts of paths. No character that means something in a path is among those allowed.</summary>
internal static partial class Identifiers
{
    private const string Rule = "Use 1 to 100 letters, digits, spaces or any of . _ - @ # + , ( ) & ' =, a letter or digit first.";

    /// <summary>Whether <paramref name="text"/> can be an employee number or a reference id.</summary>
    public static bool AreValid(string text) => Pattern().IsMatch(text);

    /// <summary>The rule in words.</summary>
    public static string Explanation => Rule;

    /// <summary>The identifier, once it is one.</summary>
    /// <exception cref="InvalidRequestException">It is none.</exception>
    public static string Require(string field, string? text) =>
        text is not null && AreValid(text) ? text : throw new InvalidRequestException(field, Rule);

    /// <summary>The agent, once it is one.</summary>
    /// <exception cref="InvalidRequestException">There is no such agent.</exception>
    public static string RequireAgent(string agent) => AgentCatalog.Services.ContainsKey(agent)
        ? agent
        : throw new InvalidRequestException("agent", $"Use one of {string.Join(", ", AgentCatalog.Services.Keys)}.");

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd} ._@#+,()&'=-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
