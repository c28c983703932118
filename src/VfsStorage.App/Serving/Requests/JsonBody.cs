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
            return await JsonNode.ParseAsync(request.Body, documentOptions: _strict, cancellationToken: cancellationToken) as JsonObject
                ?? throw new InvalidRequestException("body", "It must be a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new InvalidRequestException("body", $"It is not JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}.");
        }
    }
}
