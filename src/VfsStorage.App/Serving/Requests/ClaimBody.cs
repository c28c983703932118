using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace VfsStorage.App.Serving.Requests;

/// <summary>The body of a request to process a claim, for the OpenAPI document; other fields are kept in the report's claim.</summary>
internal sealed record ClaimBody
{
    /// <summary>The claim's reference id.</summary>
    [Required]
    public required string ReferenceId { get; init; }

    /// <summary>The employee number.</summary>
    [Required]
    public required string EmployeeNumber { get; init; }

    /// <summary>The first name.</summary>
    [Required]
    public required string FirstName { get; init; }

    /// <summary>The last name.</summary>
    [Required]
    public required string LastName { get; init; }

    /// <summary>The full name; joined from its parts if it is missing.</summary>
    public string? IndividualName { get; init; }

    /// <summary>The individual's CRD number.</summary>
    public string? CrdNumber { get; init; }

    /// <summary>The firm's CRD number.</summary>
    public string? OrganizationCrd { get; init; }

    /// <summary>The firm's name.</summary>
    public string? OrganizationName { get; init; }

    /// <summary>Where the result is sent. Without it the answer is the report.</summary>
    [Description("Where the result is sent. Without it the answer is the report.")]
    public string? WebhookUrl { get; init; }
}
