using VfsStorage.App.Serving.Queueing;
using VfsStorage.Claims;

namespace VfsStorage.App.Serving;

/// <summary>What the server's health depends on.</summary>
internal sealed record ServerState(ClaimsWorkspace Workspace, ClaimQueue Queue, ServerSwitches Switches);
