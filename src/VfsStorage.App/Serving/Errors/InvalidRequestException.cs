namespace VfsStorage.App.Serving.Errors;

/// <summary>A request whose sender must change it: a message for each field.</summary>
internal sealed class InvalidRequestException(IDictionary<string, string[]> errors) : Exception("The request is not valid.")
{
    /// <summary>Reports one field.</summary>
    public InvalidRequestException(string field, string message)
        : this(new Dictionary<string, string[]> { [field] = [message] })
    {
    }

    /// <summary>The messages by field.</summary>
    public IDictionary<string, string[]> Errors => errors;
}
