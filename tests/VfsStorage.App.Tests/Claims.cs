using System.Globalization;

namespace VfsStorage.App.Tests;

/// <summary>CSV content of invented people.</summary>
internal static class Claims
{
    public const string Header = "reference_id,first_name,last_name,employee_number,crd_number,license_type\n";

    /// <summary>A recorded person who passes every check.</summary>
    public const string Compliant = "REF-1,Ada,Testwell,EN-1,9000001,B\n";

    /// <summary>As many different rows as asked for.</summary>
    public static string Rows(int count) => Header + string.Concat(Enumerable.Range(1, count).Select(Row));

    private static string Row(int number) => string.Create(
        CultureInfo.InvariantCulture, $"REF-{number:0000},Ada,Testwell,EN-{number:0000},{9000001 + (number % 15)},B\n");
}
