using System.Globalization;
using System.Runtime.CompilerServices;
using VfsStorage.Objects;
using VfsStorage.Objects.S3;
using static VfsStorage.StorageFindingLevel;

namespace VfsStorage.Diagnostics;

/// <summary>Whose credentials are used, where they come from, and until when.</summary>
internal sealed class CredentialStep(S3Patient patient)
{
    private const string Subject = "credentials";

    private const string Remedy =
        "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name storage.s3.profile or storage.s3.role_arn, or give the machine a role.";

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(10);

    private readonly CredentialInspector _inspector = new(patient.Options.S3);

    public async IAsyncEnumerable<StorageFinding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (facts, failure) = await Attempt.RunAsync(() => _inspector.ResolveAsync(cancellationToken)).ConfigureAwait(false);
        if (facts is null)
        {
            yield return new StorageFinding(Subject, Error, $"none can be had: {Failures.Reason(failure!)}") { Remedy = Remedy };
            yield break;
        }

        yield return Describe(facts);
        var (arn, refused) = await Attempt.RunAsync(() => _inspector.WhoAmIAsync(cancellationToken)).ConfigureAwait(false);
        yield return refused is not null
            ? new StorageFinding(Subject, IsRefusal(refused) ? Error : Warning, $"the token service does not say whose they are: {Failures.Reason(refused)}")
            {
                Remedy = IsRefusal(refused) ? "They are not valid (any more): get new ones." : "sts:GetCallerIdentity needs no permission; is the way to the token service blocked?",
            }
            : new StorageFinding(Subject, Ok, arn is null ? "whose they are cannot be asked: this endpoint has no token service" : $"they are those of {arn}");
    }

    private static bool IsRefusal(StoreException error) => error.Kind is StoreErrorKind.BadCredentials or StoreErrorKind.ExpiredCredentials;

    private StorageFinding Describe(CredentialFacts facts)
    {
        var text = $"from {facts.Source}, key {facts.KeyHint}";
        if (facts.Expires is not { } expires)
        {
            return new StorageFinding(Subject, Ok, facts.AreTemporary ? $"{text}; temporary, when they expire is not told" : $"{text}; they do not expire");
        }

        var left = expires - patient.Time.GetUtcNow();
        var when = string.Create(CultureInfo.InvariantCulture, $"{text}; they expire {expires.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");
        return left > Soon
            ? new StorageFinding(Subject, Ok, when)
            : new StorageFinding(Subject, left > TimeSpan.Zero ? Warning : Error, when) { Remedy = "Renew them, for example with aws sso login, or use a role that renews itself." };
    }
}
