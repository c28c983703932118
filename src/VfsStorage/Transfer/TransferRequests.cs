namespace VfsStorage.Transfer;

/// <summary>The requests that a transfer will make, by their names in S3's price lists; retries aside.</summary>
public sealed record TransferRequests
{
    /// <summary>PUT: small files, directories.</summary>
    public long Put { get; init; }

    /// <summary>POST: multipart uploads begun and completed.</summary>
    public long Post { get; init; }

    /// <summary>PUT of parts.</summary>
    public long UploadPart { get; init; }

    /// <summary>COPY, on the server.</summary>
    public long Copy { get; init; }

    /// <summary>LIST; those of the plan itself are made already.</summary>
    public long List { get; init; }

    /// <summary>GET, of whole files and of parts.</summary>
    public long Get { get; init; }

    /// <summary>HEAD.</summary>
    public long Head { get; init; }

    /// <summary>DELETE, which is free.</summary>
    public long Delete { get; init; }

    /// <summary>All requests.</summary>
    public long Total => Put + Post + UploadPart + Copy + List + Get + Head + Delete;
}
