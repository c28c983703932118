using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VfsStorage.App.Serving.Errors;
using VfsStorage.App.Serving.Webhooks;
using VfsStorage.Claims;

namespace VfsStorage.App.Serving.Requests;

/// <summary>Reads and checks the body of a request to process a claim; all mistakes are told at once.</summary>
internal sealed class ClaimRequestReader(WebhookPolicy webhooks)
{
    private const int MaxFields = 200;
    private const int MaxNameLength = 100;
    private const int MaxValueLength = 4000;
    private const string WebhookField = "webhook_url";
    private const string CorrelationHeader = "X-Correlation-ID";

    private static readonly string[] _identifiers = ["reference_id", "employee_number"];
    private static readonly string[] _names = ["first_name", "last_name"];

    /// <summary>Reads the request.</summary>
    /// <exception cref="InvalidRequestException">A message for each field that is wrong.</exception>
    public async Task<ClaimRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var fields = FieldsOf(await JsonBody.ReadAsync(request, cancellationToken));
        var webhook = fields.GetValueOrDefault(WebhookField);
        fields.Remove(WebhookField);
        var claim = Claim.FromFields(fields);

        var errors = new Dictionary<string, string[]>();
        foreach (var field in _identifiers.Where(field => !Identifiers.AreValid(claim[field])))
            errors[field] = [claim[field].Length == 0 ? "It is required." : Identifiers.Explanation];
        foreach (var field in _names.Where(field => claim[field].Length == 0))
            errors[field] = ["It is required."];
        if (!string.IsNullOrEmpty(webhook) && webhooks.Refuse(webhook) is { } reason)
            errors[WebhookField] = [reason];
        var correlation = (string?)request.Headers[CorrelationHeader] ?? "";
        if (correlation.Length > 0 && !Identifiers.AreValid(correlation))
            errors[CorrelationHeader] = [Identifiers.Explanation];
        if (errors.Count > 0)
            throw new InvalidRequestException(errors);
        return new ClaimRequest(claim, string.IsNullOrEmpty(webhook) ? null : webhook, correlation);
    }

    private static OrderedDictionary<string, string?> FieldsOf(JsonObject body)
    {
        if (body.Count > MaxFields)
            throw new InvalidRequestException("body", $"A claim has at most {MaxFields} fields.");
        var fields = new OrderedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in body)
        {
            if (name.Length is 0 or > MaxNameLength)
                throw new InvalidRequestException("body", $"A field's name has 1 to {MaxNameLength} characters.");
            fields[name] = TextOf(name, value);
        }

        return fields;
    }

    private static string? TextOf(string name, JsonNode? value)
    {
        var text = value?.GetValueKind() switch
        {
            null or JsonValueKind.Null => null,
            JsonValueKind.Object or JsonValueKind.Array => throw new InvalidRequestException(name, "It must be a text, a number, true or false."),
            _ => value.ToString(),
        };
        return text is { Length: > MaxValueLength } ? throw new InvalidRequestException(name, $"It has at most {MaxValueLength} characters.") : text;
    }
}
