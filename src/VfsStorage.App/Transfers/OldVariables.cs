using Microsoft.Extensions.Configuration;

namespace VfsStorage.App.Transfers;

/// <summary>The environment names of the scripts that <c>vfs pull</c> and <c>vfs push</c> succeed. They fill in what no newer source sets.</summary>
internal static class OldVariables
{
    private static readonly (string Old, string Key)[] _names =
    [
        ("S3_INPUT_BUCKET", "storage:s3:input_bucket"),
        ("S3_INPUT_FOLDER", "storage:s3:input_prefix"),
        ("S3_INPUT_ARCHIVE_FOLDER", "storage:s3:archive_prefix"),
        ("S3_OUTPUT_BUCKET", "storage:s3:output_bucket"),
        ("S3_OUTPUT_FOLDER", "storage:s3:output_prefix"),
        ("LOCAL_INPUT_FOLDER", "storage:local:input_folder"),
        ("LOCAL_OUTPUT_FOLDER", "storage:local:output_folder"),
        ("AWS_DEFAULT_REGION", "storage:s3:aws_region"),
    ];

    /// <summary>The folder below the output area that the old script moved pushed reports to.</summary>
    public static string ArchiveSubfolder => Environment.GetEnvironmentVariable("LOCAL_ARCHIVE_SUBFOLDER") is { Length: > 0 } name ? name.Trim('/') : "archive";

    /// <summary>Whether a variable is one of them, so that a <c>.env</c> file may hold it.</summary>
    public static bool Contains(string name) => name == "LOCAL_ARCHIVE_SUBFOLDER" || _names.Any(pair => pair.Old == name);

    /// <summary>The configuration, completed by what the environment has under the old names.</summary>
    public static IConfiguration Complete(IConfiguration configuration)
    {
        var added = _names
            .Where(pair => string.IsNullOrEmpty(configuration[pair.Key]) && Environment.GetEnvironmentVariable(pair.Old) is { Length: > 0 })
            .Select(pair => KeyValuePair.Create(pair.Key, Environment.GetEnvironmentVariable(pair.Old)))
            .ToList();
        // The old script archived within the input bucket.
        if (string.IsNullOrEmpty(configuration["storage:s3:archive_bucket"]) && added.Find(pair => pair.Key == "storage:s3:input_bucket").Value is { } bucket)
            added.Add(KeyValuePair.Create("storage:s3:archive_bucket", (string?)bucket));
        return new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(added).Build();
    }
}
