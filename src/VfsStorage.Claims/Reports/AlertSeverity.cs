using System.Text.Json.Serialization;

namespace VfsStorage.Claims.Reports;

/// <summary>How much an alert weighs; written in upper case.</summary>
[JsonConverter(typeof(UpperCaseEnumConverter<AlertSeverity>))]
public enum AlertSeverity
{
    /// <summary>For the record; not listed in the final evaluation.</summary>
    Info,

    /// <summary>No action needed.</summary>
    Low,

    /// <summary>Review by hand.</summary>
    Medium,

    /// <summary>Blocks compliance until resolved.</summary>
    High,
}
