using VfsStorage.Claims.Intake;

namespace VfsStorage.Claims.Tests.Intake;

public sealed class ReferenceIdsTests
{
    private static readonly Claim _bare = Make(("last_name", "Testwell"));

    [Test]
    public void Ensure_ColumnValue_Wins() =>
        Assert.That(ReferenceIds.Ensure(Make(("reference_id", "R"), ("crd_number", "9")), "a.csv", 2).ReferenceId, Is.EqualTo("R"));

    [Test]
    public void Ensure_BlankColumn_TakesCrdNumber() =>
        Assert.That(ReferenceIds.Ensure(Make(("reference_id", " "), ("crd_number", "9")), "a.csv", 2).ReferenceId, Is.EqualTo("9"));

    [Test]
    public void Ensure_Nothing_DerivesTwelveDigits() =>
        Assert.That(ReferenceIds.Ensure(_bare, "a.csv", 2).ReferenceId, Does.Match(@"^DEF-\d{12}$"));

    [Test]
    public void Ensure_SameRow_DerivesTheSameIdOnEveryHost() =>
        Assert.That(ReferenceIds.Ensure(_bare, "a.csv", 2).ReferenceId, Is.EqualTo("DEF-310929216466"));

    [Test]
    public void Ensure_AnotherFileLineOrValue_DerivesAnotherId()
    {
        string[] ids =
        [
            ReferenceIds.Ensure(_bare, "a.csv", 2).ReferenceId,
            ReferenceIds.Ensure(_bare, "b.csv", 2).ReferenceId,
            ReferenceIds.Ensure(_bare, "a.csv", 3).ReferenceId,
            ReferenceIds.Ensure(Make(("last_name", "Other")), "a.csv", 2).ReferenceId,
        ];
        Assert.That(ids, Is.Unique);
    }

    [Test]
    public void Ensure_SensitiveValues_CannotBeGuessedFromTheId() =>
        Assert.That(ReferenceIds.Ensure(Make(("last_name", "Testwell"), ("ssn", "900-00-0001")), "a.csv", 2).ReferenceId,
            Is.EqualTo(ReferenceIds.Ensure(Make(("last_name", "Testwell"), ("ssn", "900-00-0002")), "a.csv", 2).ReferenceId));

    private static Claim Make(params (string Name, string? Value)[] fields) =>
        Claim.FromFields(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
