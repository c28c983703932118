namespace VfsStorage.Claims.Evaluation;

/// <summary>The licences a claim asks for, or an individual has.</summary>
[Flags]
internal enum LicenseTypes
{
    None = 0,
    Broker = 1,
    Adviser = 2,
}
