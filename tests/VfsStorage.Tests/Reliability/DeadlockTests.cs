using System.Collections.Concurrent;
using System.IO.Abstractions;
using System.Reflection;
using VfsStorage.Testing;

namespace VfsStorage.Tests.Reliability;

/// <summary>
/// "Sync members wait in one file only, never under a captured SynchronizationContext": every synchronous member is called on the only thread of a
/// context that would run continuations, with a time limit. (500 readers on a pool of 4 threads are proved in PoolRoomTests.)
/// </summary>
internal sealed class DeadlockTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly Type[] Faces =
        [typeof(IFile), typeof(IDirectory), typeof(IFileInfo), typeof(IDirectoryInfo), typeof(IPath), typeof(IFileStreamFactory), typeof(IDriveInfo)];

    [TestCaseSource(nameof(Faces))]
    public async Task SyncMember_OnASingleThreadedContext_Ends(Type face)
    {
        await using var server = await StartAsync();
        using var client = server.CreateClient();
        using var files = new S3FileSystem(client, "bucket");
        files.Directory.CreateDirectory("/dir");
        files.File.WriteAllText("/dir/file", "text");
        var members = face.GetInterfaces().Append(face).SelectMany(each => each.GetMethods()).Where(IsSync).ToList();
        var target = TargetOf(files, face);
        var called = 0;
        using var context = new SingleThread();

        await context.RunAsync(() =>
        {
            foreach (var member in members)
            {
                called++;
                Call(target, member);
            }
        }).WaitAsync(Limit);

        Assert.That(called, Is.GreaterThan(2));
        Assert.That(context.Posted, Is.Zero, "Nothing below may post to the thread that waits.");
    }

    /// <summary>What a member answers or throws does not matter here; that it comes back does.</summary>
    private static void Call(object target, MethodInfo member)
    {
        var method = member.IsGenericMethodDefinition ? member.MakeGenericMethod([.. member.GetGenericArguments().Select(_ => typeof(int))]) : member;
        try
        {
            var result = method.Invoke(target, [.. method.GetParameters().Select(ArgumentOf)]);
            foreach (var _ in result as System.Collections.IEnumerable ?? Array.Empty<object>())
            {
            }

            (result as Stream)?.Dispose();
        }
        catch (TargetInvocationException)
        {
            // An answer, too.
        }
    }

    private static object? ArgumentOf(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => parameter.Name switch
        {
            "searchPattern" => "*",
            "contents" or "path1" or "path2" or "path3" or "path4" => "text",
            "destFileName" or "destinationFileName" or "destDirName" or "destinationBackupFileName" => $"/dir/{Guid.NewGuid():N}",
            _ => parameter.Member.Name.Contains("Directory", StringComparison.Ordinal) || parameter.Member.DeclaringType == typeof(IDirectory) ? "/dir" : "/dir/file",
        },
        var type when type == typeof(FileMode) => FileMode.OpenOrCreate,
        var type when type == typeof(FileAccess) => FileAccess.ReadWrite,
        var type when type == typeof(byte[]) => new byte[] { 1 },
        var type when type == typeof(DateTime) => DateTime.UtcNow,
        var type when type == typeof(System.Text.Encoding) => System.Text.Encoding.UTF8,
        var type when type == typeof(IEnumerable<string>) => new[] { "line" },
        var type when type == typeof(EnumerationOptions) => new EnumerationOptions(),
        { IsValueType: true } type when !type.IsByRefLike => Activator.CreateInstance(type),
        _ => null,
    };

    private static bool IsSync(MethodInfo method) =>
        !method.ReturnType.Name.StartsWith("Task", StringComparison.Ordinal)
        && !method.ReturnType.Name.Contains("AsyncEnumerable", StringComparison.Ordinal)
        && !method.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike || parameter.ParameterType.IsByRef);

    private static object TargetOf(S3FileSystem files, Type face) => face.Name switch
    {
        nameof(IFile) => files.File,
        nameof(IDirectory) => files.Directory,
        nameof(IFileInfo) => files.FileInfo.New("/dir/file"),
        nameof(IDirectoryInfo) => files.DirectoryInfo.New("/dir"),
        nameof(IPath) => files.Path,
        nameof(IFileStreamFactory) => files.FileStream,
        _ => files.DriveInfo.New("/"),
    };

    private static async Task<S3TestServer> StartAsync()
    {
        var options = new S3TestServerOptions { RecordRequests = false };
        options.Buckets.Add("bucket");
        return await S3TestServer.StartAsync(options);
    }

    /// <summary>A thread with a context whose continuations only it could run, as in a desktop application.</summary>
    private sealed class SingleThread : SynchronizationContext, IDisposable
    {
        private readonly BlockingCollection<Action> _work = [];
        private int _posted;

        public SingleThread()
        {
            var thread = new Thread(() =>
            {
                SetSynchronizationContext(this);
                foreach (var work in _work.GetConsumingEnumerable())
                    work();
            })
            { IsBackground = true };
            thread.Start();
        }

        public int Posted => Volatile.Read(ref _posted);

        public Task RunAsync(Action work)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _work.Add(() =>
            {
                try
                {
                    work();
                    done.SetResult();
                }
                catch (Exception failure)
                {
                    done.SetException(failure);
                }
            });
            return done.Task;
        }

        public override void Post(SendOrPostCallback callback, object? state)
        {
            Interlocked.Increment(ref _posted);
            _work.Add(() => callback(state));
        }

        public void Dispose() => _work.CompleteAdding();
    }
}
