using VfsStorage.Claims.Searching;

namespace VfsStorage.Claims.Evaluation;

/// <summary>Reads registration scopes such as <c>Active</c>, <c>InActive</c> or <c>TEMP_WD</c>.</summary>
internal static class Scopes
{
    private static readonly HashSet<string> _failing = new(StringComparer.OrdinalIgnoreCase)
    {
        "inactive", "temp_wd", "pending", "t_noreg", "tempreg", "restricted",
    };

    public static bool IsActive(string scope) => string.Equals(scope, "active", StringComparison.OrdinalIgnoreCase);

    public static bool IsFailing(string scope) => _failing.Contains(scope);

    /// <summary>The licences the individual's active scopes stand for.</summary>
    public static LicenseTypes Active(Individual individual) =>
        (IsActive(individual.BrokerScope) ? LicenseTypes.Broker : 0) | (IsActive(individual.AdviserScope) ? LicenseTypes.Adviser : 0);
}
