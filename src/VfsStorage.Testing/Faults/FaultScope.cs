namespace VfsStorage.Testing.Faults;

/// <summary>Which requests a rule is about: operation, conditions, how many to skip, how many to befall, and chance.</summary>
internal sealed record FaultScope(IReadOnlyCollection<S3Operation> Operations)
{
    public IReadOnlyList<Func<S3LoggedRequest, bool>> Conditions { get; init; } = [];

    public int Skip { get; init; }

    public int Times { get; init; } = int.MaxValue;

    /// <summary>Null means always.</summary>
    public (double Rate, Random Random)? Chance { get; init; }

    public bool Matches(S3LoggedRequest request) =>
        (Operations.Count == 0 || Operations.Contains(request.Operation)) && Conditions.All(c => c(request));

    public bool Draw() => Chance is not { } chance || chance.Random.NextDouble() < chance.Rate;
}
