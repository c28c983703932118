namespace VfsStorage.Objects;

/// <summary>The requests that S3 is asked, as they are billed and counted.</summary>
internal enum RequestKind
{
    Head,
    Get,
    Put,
    List,
    Copy,
    Delete,
    DeleteMany,
    BeginUpload,
    UploadPart,
    CopyPart,
    CompleteUpload,
    AbortUpload,
    GetTags,
    PutTags,
    ListUploads,
    GetLifecycle,
}
