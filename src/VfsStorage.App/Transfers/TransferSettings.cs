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
    private const double DefaultMegabytes = 50;

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="region">The region whose list prices are the default.</param>
    /// <exception cref="Hosting.UsageException">One line for each mistake.</exception>
    public static TransferSettings Read(IConfiguration configuration, string? region)
    {
        var reader = new SettingsReader(configuration);
        var known = TransferPrices.Of(region);
        var settings = new TransferSettings(
            new TransferPrices
            {
                WritesPer1000 = Amount("writes_per_1000", known.WritesPer1000),
                ReadsPer1000 = Amount("reads_per_1000", known.ReadsPer1000),
                OutPerGb = Amount("out_per_gb", known.OutPerGb),
                StoragePerGbMonth = Amount("storage_per_gb_month", known.StoragePerGbMonth),
            },
            (double)Amount("bandwidth_mb_per_second", (decimal)DefaultMegabytes) * 1_000_000);
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
