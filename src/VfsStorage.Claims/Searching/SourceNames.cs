namespace VfsStorage.Claims.Searching;

/// <summary>The names of sources as reports carry them.</summary>
internal static class SourceNames
{
    public const string SecIapd = "SEC_IAPD";
    public const string BrokerCheck = "BrokerCheck";
    public const string EntitySearch = "Entity_Search";
    public const string Default = "Default";
    public const string Validation = "Validation";
    public const string Unknown = "Unknown";
    public const string SecDisciplinary = "SEC_Disciplinary";
    public const string FinraDisciplinary = "FINRA_Disciplinary";
    public const string SecArbitration = "SEC_Arbitration";
    public const string FinraArbitration = "FINRA_Arbitration";
    public const string NfaRegulatory = "NFA_Regulatory";
}
