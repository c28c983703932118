namespace VfsStorage.Claims.Agents;

/// <summary>The agents, their services and the shapes of their answers.</summary>
public static class AgentCatalog
{
    /// <summary>SEC Investment Adviser Public Disclosure.</summary>
    public const string SecIapd = "SEC_IAPD_Agent";

    /// <summary>FINRA BrokerCheck.</summary>
    public const string FinraBrokerCheck = "FINRA_BrokerCheck_Agent";

    /// <summary>SEC enforcement actions.</summary>
    public const string SecArbitration = "SEC_Arbitration_Agent";

    /// <summary>FINRA arbitration awards.</summary>
    public const string FinraArbitration = "FINRA_Arbitration_Agent";

    /// <summary>SEC disciplinary actions.</summary>
    public const string SecDisciplinary = "SEC_Disciplinary_Agent";

    /// <summary>FINRA disciplinary actions.</summary>
    public const string FinraDisciplinary = "FINRA_Disciplinary_Agent";

    /// <summary>NFA BASIC.</summary>
    public const string NfaBasic = "NFA_Basic_Agent";

    /// <summary>Search by CRD number, or by first and last name.</summary>
    public const string SearchIndividual = "search_individual";

    /// <summary>Everything about a CRD number.</summary>
    public const string SearchIndividualDetailedInfo = "search_individual_detailed_info";

    /// <summary>Search by name within a firm.</summary>
    public const string SearchIndividualByFirm = "search_individual_by_firm";

    /// <summary>Everything about an NFA id.</summary>
    public const string SearchNfa = "search_nfa";

    /// <summary>Parameter: the individual's CRD number.</summary>
    public const string CrdNumber = "crd_number";

    /// <summary>Parameter: the individual's full name.</summary>
    public const string IndividualName = "individual_name";

    /// <summary>Parameter: the firm's CRD number.</summary>
    public const string OrganizationCrd = "organization_crd";

    /// <summary>Parameter: the first name.</summary>
    public const string FirstName = "first_name";

    /// <summary>Parameter: the last name.</summary>
    public const string LastName = "last_name";

    /// <summary>Parameter: the NFA id.</summary>
    public const string NfaId = "nfa_id";

    private static readonly string[] _individualServices = [SearchIndividual, SearchIndividualDetailedInfo, SearchIndividualByFirm];

    /// <summary>Every agent with its services.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Services { get; } = new OrderedDictionary<string, IReadOnlyList<string>>
    {
        [SecIapd] = _individualServices,
        [FinraBrokerCheck] = _individualServices,
        [SecArbitration] = [SearchIndividual],
        [FinraArbitration] = [SearchIndividual],
        [SecDisciplinary] = [SearchIndividual],
        [FinraDisciplinary] = [SearchIndividual],
        [NfaBasic] = [SearchIndividual, SearchNfa],
    };

    /// <summary>The shape of an agent's answers.</summary>
    /// <exception cref="ArgumentException">There is no such agent.</exception>
    public static AnswerKind KindOf(string agent) => agent switch
    {
        SecIapd or FinraBrokerCheck => AnswerKind.Single,
        _ when Services.ContainsKey(agent) => AnswerKind.List,
        _ => throw new ArgumentException($"There is no agent '{agent}'. Known: {string.Join(", ", Services.Keys)}.", nameof(agent)),
    };
}
