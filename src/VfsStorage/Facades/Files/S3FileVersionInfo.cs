using System.Diagnostics;
using System.IO.Abstractions;

namespace VfsStorage.Facades.Files;

/// <summary>What .NET tells of a file's version: nothing but its name where there is no <paramref name="info"/>.</summary>
internal sealed class S3FileVersionInfo(string fileName, FileVersionInfo? info) : IFileVersionInfo
{
    public string FileName => fileName;

    public string? Comments => info?.Comments;

    public string? CompanyName => info?.CompanyName;

    public int FileBuildPart => info?.FileBuildPart ?? 0;

    public string? FileDescription => info?.FileDescription;

    public int FileMajorPart => info?.FileMajorPart ?? 0;

    public int FileMinorPart => info?.FileMinorPart ?? 0;

    public int FilePrivatePart => info?.FilePrivatePart ?? 0;

    public string? FileVersion => info?.FileVersion;

    public string? InternalName => info?.InternalName;

    public bool IsDebug => info?.IsDebug ?? false;

    public bool IsPatched => info?.IsPatched ?? false;

    public bool IsPreRelease => info?.IsPreRelease ?? false;

    public bool IsPrivateBuild => info?.IsPrivateBuild ?? false;

    public bool IsSpecialBuild => info?.IsSpecialBuild ?? false;

    public string? Language => info?.Language;

    public string? LegalCopyright => info?.LegalCopyright;

    public string? LegalTrademarks => info?.LegalTrademarks;

    public string? OriginalFilename => info?.OriginalFilename;

    public string? PrivateBuild => info?.PrivateBuild;

    public int ProductBuildPart => info?.ProductBuildPart ?? 0;

    public int ProductMajorPart => info?.ProductMajorPart ?? 0;

    public int ProductMinorPart => info?.ProductMinorPart ?? 0;

    public string? ProductName => info?.ProductName;

    public int ProductPrivatePart => info?.ProductPrivatePart ?? 0;

    public string? ProductVersion => info?.ProductVersion;

    public string? SpecialBuild => info?.SpecialBuild;

    public override string ToString() => $"File:             {fileName}\n";
}
