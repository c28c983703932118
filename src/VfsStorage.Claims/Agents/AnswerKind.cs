namespace VfsStorage.Claims.Agents;

/// <summary>The shape of a service's answer.</summary>
public enum AnswerKind
{
    /// <summary>One JSON object.</summary>
    Single,

    /// <summary>A JSON array of records.</summary>
    List,
}
