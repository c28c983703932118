namespace VfsStorage.App.Tests;

/// <summary>Credentials of no account for the commands that run inside this process; a test server without keys takes any.</summary>
[SetUpFixture]
internal sealed class Credentials
{
    private static readonly Dictionary<string, string> _variables = new()
    {
        ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "secret-of-no-account",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    private readonly Dictionary<string, string?> _before = [];

    [OneTimeSetUp]
    public void Set()
    {
        foreach (var (name, value) in _variables)
        {
            _before[name] = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [OneTimeTearDown]
    public void Restore()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
    }
}
