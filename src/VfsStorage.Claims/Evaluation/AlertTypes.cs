namespace VfsStorage.Claims.Evaluation;

/// <summary>The alerts' types and categories as reports carry them.</summary>
internal static class AlertTypes
{
    public const string RegistrationStatus = "Registration Status";
    public const string NameMismatch = "Name Mismatch";
    public const string LicenseCompliance = "License Compliance";
    public const string ExamRequirement = "Exam Requirement";
    public const string NoEmploymentHistory = "No Employment History";
    public const string ExpiredEmployment = "Expired Employment";
    public const string DisciplinaryProceeding = "Disciplinary Proceeding";
    public const string ArbitrationCompliance = "Arbitration Compliance";
    public const string RegulatoryDisclosure = "Regulatory Disclosure";
    public const string IndividualNotFound = "IndividualNotFound";
    public const string DueDiligenceNotPerformed = "DueDiligenceNotPerformed";

    public const string Registration = "REGISTRATION";
    public const string Status = "status_evaluation";
    public const string License = "LICENSE";
    public const string Exam = "EXAM";
    public const string Employment = "EMPLOYMENT";
    public const string Disclosure = "DISCLOSURE";
    public const string Disciplinary = "DISCIPLINARY";
    public const string Arbitration = "ARBITRATION";
    public const string Regulatory = "REGULATORY";
    public const string Search = "SEARCH";
}
