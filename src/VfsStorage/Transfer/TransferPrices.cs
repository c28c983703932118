namespace VfsStorage.Transfer;

/// <summary>What a store charges, in its own currency. Lists change: set your own where it matters.</summary>
public sealed record TransferPrices
{
    /// <summary>Amazon's list prices of the standard class in some regions; others count as <c>us-east-1</c>.</summary>
    private static readonly Dictionary<string, TransferPrices> Regions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["us-west-1"] = new() { WritesPer1000 = 0.0055m, ReadsPer1000 = 0.00044m, StoragePerGbMonth = 0.026m },
        ["eu-central-1"] = new() { WritesPer1000 = 0.0054m, ReadsPer1000 = 0.00043m, StoragePerGbMonth = 0.0245m },
        ["eu-west-2"] = new() { WritesPer1000 = 0.0053m, ReadsPer1000 = 0.00042m, StoragePerGbMonth = 0.024m },
        ["ap-northeast-1"] = new() { WritesPer1000 = 0.0047m, ReadsPer1000 = 0.00037m, StoragePerGbMonth = 0.025m, OutPerGb = 0.114m },
        ["ap-southeast-1"] = new() { StoragePerGbMonth = 0.025m, OutPerGb = 0.12m },
        ["ap-southeast-2"] = new() { WritesPer1000 = 0.0055m, ReadsPer1000 = 0.00044m, StoragePerGbMonth = 0.025m, OutPerGb = 0.114m },
        ["sa-east-1"] = new() { WritesPer1000 = 0.007m, ReadsPer1000 = 0.00056m, StoragePerGbMonth = 0.0405m, OutPerGb = 0.15m },
    };

    /// <summary>A thousand of PUT, COPY, POST and LIST. Default 0.005.</summary>
    public decimal WritesPer1000 { get; init; } = 0.005m;

    /// <summary>A thousand of GET and HEAD. Default 0.0004.</summary>
    public decimal ReadsPer1000 { get; init; } = 0.0004m;

    /// <summary>A GB that leaves the store for the internet. Default 0.09.</summary>
    public decimal OutPerGb { get; init; } = 0.09m;

    /// <summary>A GB kept for a month. Default 0.023.</summary>
    public decimal StoragePerGbMonth { get; init; } = 0.023m;

    /// <summary>The prices of a region.</summary>
    /// <param name="region">Its name, such as <c>eu-central-1</c>; <see langword="null"/> for <c>us-east-1</c>.</param>
    public static TransferPrices Of(string? region) => region is not null && Regions.TryGetValue(region, out var prices) ? prices : new();
}
