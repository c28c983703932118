using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using VfsStorage.App.Serving.Errors;

namespace VfsStorage.App.Serving.Requests;

/// <summary>Reads a request's JSON object. A name that occurs twice is a mistake, because readers differ in which one counts.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The object.</summary>
    /// <exception cref="InvalidRequestException">The body is no JSON object.</exception>
    /// <exception cref="BadHttpRequestException">The body is not declared as JSON, or too large.</exception>
    public static async Task<JsonObject> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
            throw new BadHttpRequestException("The content type must be application/json.", StatusCodes.Status415UnsupportedMediaType);
        try
        {
            var body = await JsonNode.ParseAsync(request.Body, documentOptions: _strict, cancellationToken: cancellationToken) as JsonObject
                ?? throw new InvalidRequestException("body", "It must be a JSON object.");
            Decode(body);
            return body;
        }
        catch (InvalidOperationException)
        {
            throw new InvalidRequestException("body", "A name or a text in it is not Unicode.");
        }
        catch (JsonException exception) when (exception.LineNumber is null)
        {
            throw new InvalidRequestException("body", "A name occurs twice in it.");
        }
        catch (JsonException exception)
        {
            throw new InvalidRequestException("body", $"It is not JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}.");
        }
    }

    /// <summary>Names and texts are decoded when they are first asked for: now, while what cannot be decoded is still the sender's mistake.</summary>
    private static void Decode(JsonNode? node)
    {
        if (node is JsonObject fields)
        {
            foreach (var (_, value) in fields)
                Decode(value);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                Decode(item);
        }
        else if (node?.GetValueKind() == JsonValueKind.String)
        {
            _ = node.GetValue<string>();
        }
    }
}
