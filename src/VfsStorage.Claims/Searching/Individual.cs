using System.Text.Json.Nodes;
using VfsStorage.Claims.Matching;

namespace VfsStorage.Claims.Searching;

/// <summary>An individual as the checks see it, whichever source it comes from.</summary>
internal sealed record Individual
{
    /// <summary>The registered name, upper case.</summary>
    public required string FetchedName { get; init; }

    /// <summary>The registered name in parts.</summary>
    public required PersonName Name { get; init; }

    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>The broker registration's scope, as registered.</summary>
    public string BrokerScope { get; init; } = "";

    /// <summary>The investment adviser registration's scope, as registered.</summary>
    public string AdviserScope { get; init; } = "";

    public IReadOnlyList<JsonObject> Disclosures { get; init; } = [];

    public IReadOnlyList<JsonObject> Arbitrations { get; init; } = [];

    /// <summary>Exam names such as <c>Series 66</c>.</summary>
    public IReadOnlyList<string> Exams { get; init; } = [];

    public IReadOnlyList<Employment> Employments { get; init; } = [];

    public string CrdNumber { get; init; } = "";
}
