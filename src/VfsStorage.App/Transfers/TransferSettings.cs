using System.Globalization;
using Microsoft.Extensions.Configuration;
using VfsStorage.App.Configuration;
using VfsStorage.Transfer;

namespace VfsStorage.App.Transfers;

/// <summary>The section <c>transfer</c> of the configuration: what estimates are made of.</summary>
/// <param name="Prices">What the store charges. Default: Amazon's list prices of the region.</param>
/// <param name="BytesPerSecond">The bandwidth (<c>bandwidth_mb_per_second</c>). Default: 50 MB a second.</param>
internal sealed record TransferSettings(TransferPrices Prices, double BytesPerSecond)
{
    private const string Section = "transfer";
    private const string WritesKey = "writes_per_1000";
    private const string ReadsKey = "reads_per_1000";
    private const string OutKey = "out_per_gb";
    private const string StorageKey = "storage_per_gb_month";
    private const string BandwidthKey = "bandwidth_mb_per_second";
    private const double DefaultMegabytes = 50;

    /// <summary>The keys of the section.</summary>
    public static IReadOnlyCollection<string> Keys { get; } = [WritesKey, ReadsKey, OutKey, StorageKey, BandwidthKey];

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="region">The region whose list prices are the default.</param>
    /// <exception cref="Hosting.UsageException">One line for each mistake.</exception>
    public static TransferSettings Read(IConfiguration configuration, string? region)
    {
        var reader = new SettingsReader(configuration);
        reader.RequireKnown(Section, Keys);
        var known = TransferPrices.Of(region);
        var settings = new TransferSettings(
            new TransferPrices
            {
                WritesPer1000 = Amount(WritesKey, known.WritesPer1000),
                ReadsPer1000 = Amount(ReadsKey, known.ReadsPer1000),
                OutPerGb = Amount(OutKey, known.OutPerGb),
                StoragePerGbMonth = Amount(StorageKey, known.StoragePerGbMonth),
            },
            (double)Amount(BandwidthKey, (decimal)DefaultMegabytes) * 1_000_000);
        reader.ThrowIfWrong();
        return settings;

        decimal Amount(string key, decimal defaultValue)
        {
            if (configuration[$"{Section}:{key}"] is not { } text)
                return defaultValue;
            if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
                return amount;
            reader.Add($"{Section}.{key} must be a number, 0 or more, not '{text}'.");
            return defaultValue;
        }
    }
}
