namespace VfsStorage.Claims.Evaluation;

/// <summary>Reads the <c>license_type</c> column: <c>B</c>, <c>IA</c>, <c>B IA</c>, <c>Broker</c> and the like.</summary>
internal static class LicenseTypeReader
{
    /// <summary>The licences that <paramref name="licenseType"/> names; none if it names neither.</summary>
    public static LicenseTypes Read(string licenseType)
    {
        var result = LicenseTypes.None;
        var word = "";
        foreach (var letter in licenseType.ToUpperInvariant() + " ")
        {
            if (char.IsLetter(letter))
            {
                word += letter;
                continue;
            }

            result |= ReadWord(word);
            word = "";
        }

        return result;
    }

    private static LicenseTypes ReadWord(string word) => word switch
    {
        "B" or "BC" or "BD" or "BROKER" => LicenseTypes.Broker,
        "IA" or "IAR" or "ADVISER" or "ADVISOR" => LicenseTypes.Adviser,
        "BIA" or "IAB" => LicenseTypes.Broker | LicenseTypes.Adviser,
        _ => LicenseTypes.None,
    };
}
