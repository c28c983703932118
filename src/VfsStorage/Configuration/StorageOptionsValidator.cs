using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace VfsStorage.Configuration;

/// <summary>Finds every mistake in the storage section, when the options are first asked for: at the start, where a host does so.</summary>
internal sealed class StorageOptionsValidator(IConfiguration section) : IValidateOptions<StorageOptions>
{
    /// <exception cref="StorageConfigurationException">There is a mistake. Thrown rather than answered, for its message of one line each.</exception>
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        List<string> mistakes =
        [
            .. StorageOptionsReader.Read(section, new StorageOptions()),
            .. LocalRules.Mistakes(options),
            .. options.Mode == StorageMode.S3 ? S3Rules.Mistakes(options) : [],
        ];
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : throw new StorageConfigurationException(mistakes);
    }
}
