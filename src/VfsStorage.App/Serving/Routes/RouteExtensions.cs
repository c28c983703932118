using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace VfsStorage.App.Serving.Routes;

/// <summary>What routes have in common.</summary>
internal static class RouteExtensions
{
    /// <summary>Says in the OpenAPI document how the route fails.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route) => route
        .ProducesValidationProblem().ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}
