using System.IO.Abstractions;
using System.Reflection;
using Amazon.S3;
using VfsStorage.Testing;
using VfsStorage.Tests.Reliability.Members;

namespace VfsStorage.Tests.Reliability;

/// <summary>
/// "Sync members wait in one file only, never under a captured SynchronizationContext": every member of every interface is called on the only thread
/// of a context that would run continuations, and by 500 callers on a pool of four threads, each with a time limit.
/// </summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DeadlockTests : IAsyncDisposable
{
    private const int Callers = 500;
    private const int PartBytes = 64 << 10;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private S3TestServer _server = null!;
    private IAmazonS3 _client = null!;
    private S3FileSystem _files = null!;

    // Several parts each way, so that streams work ahead.
    private byte[] _content = new byte[2 * PartBytes + 1];

    private static IEnumerable<Type> Faces =>
        // Access control lists exist on Windows only, and IFileSystem offers no way to them.
        typeof(IFileSystem).Assembly.GetExportedTypes().Where(type => type.IsInterface && type.Name != "IFileSystemAclSupport")
            .Append(typeof(FileSystemStream)).Append(typeof(AsyncFileExtensions)).Append(typeof(AsyncDirectoryExtensions));

    [SetUp]
    public async Task StartAsync()
    {
        _server = await S3TestServer.StartAsync(new S3TestServerOptions
        {
            RecordRequests = false, Buckets = { "bucket" }, Limits = S3Limits.AmazonS3 with { MinPartBytes = PartBytes },
        });
        _client = _server.CreateClient();
        _files = new S3FileSystem(_client, "bucket", options: new S3FileSystemOptions
        {
            PartSizeBytes = PartBytes, KeepUnsentData = false, WatcherInterval = TimeSpan.FromMilliseconds(20), Requests = { Compatibility = S3Compatibility.Aws },
        });
    }

    public async ValueTask DisposeAsync()
    {
        _files.Dispose();
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [TestCaseSource(nameof(Faces))]
    public async Task EveryMember_OnASingleThreadedContext_ComesBack(Type face)
    {
        var members = MembersOf(face);
        Member? current = null;
        using var context = new SingleThread();

        var run = context.RunAsync(() =>
        {
            foreach (var (number, member) in members.Index())
            {
                current = member;
                Call(member, face, $"/dir-{number}");
            }
        });

        Assert.That(await Task.WhenAny(run, Task.Delay(Limit)), Is.SameAs(run), $"{current} did not come back.");
        await run;
        Assert.That(members, Is.Not.Empty);
        Assert.That(context.Posted, Is.Zero, "Nothing below may post to the thread that waits.");
    }

    [Test]
    [NonParallelizable] // The pool is the process's.
    public async Task EverySyncMember_500CallersOnAPoolOfFourThreads_AllComeBack()
    {
        var calls = Faces.SelectMany(face => MembersOf(face).Where(member => member.IsSync).Select(member => (Member: member, Face: face))).ToList();
        ThreadPool.GetMaxThreads(out var most, out var ports);
        _content = [1, 2, 3];
        try
        {
            ThreadPool.SetMaxThreads(4, ports);
            // At least 500, and every member at least once.
            var callers = Enumerable.Range(0, Math.Max(Callers, calls.Count))
                .Select(number => Task.Run(() => Call(calls[number % calls.Count].Member, calls[number % calls.Count].Face, $"/caller-{number}")))
                .ToList();
            await Task.WhenAll(callers).WaitAsync(Limit);
            TestContext.Out.WriteLine($"{callers.Count} callers of {calls.Count} members");
        }
        finally
        {
            ThreadPool.SetMaxThreads(most, ports);
        }
    }

    // That one waits for an event by contract; with a time-out it is called.
    private static List<Member> MembersOf(Type face) =>
        [.. Member.Of(face).Where(member => !(member.Method.Name == nameof(IFileSystemWatcher.WaitForChanged) && member.Method.GetParameters().Length == 1))];

    /// <summary>What a member answers or throws does not matter here; that it comes back does.</summary>
    private void Call(Member member, Type face, string directory)
    {
        var file = directory + "/file";
        _server.AddObject("bucket", directory[1..] + "/sub/", "");
        _server.AddObject("bucket", file[1..], _content);
        var target = TargetOf(face, directory, file);
        try
        {
            member.Run(target, new Arguments(_files, parameter => TextFor(parameter, directory, file), _content).Of);
        }
        catch (Exception answer) when (answer is not OutOfMemoryException)
        {
            // An answer, too.
        }

        (target as IDisposable)?.Dispose();
    }

    private static string TextFor(ParameterInfo parameter, string directory, string file) => parameter.Name switch
    {
        "searchPattern" or "pattern" => "*",
        "contents" => "text",
        "destFileName" or "destinationFileName" or "destDirName" or "destinationBackupFileName" => $"{directory}/{Guid.NewGuid():N}",
        _ => parameter.Member.DeclaringType is { } type && (type.Name.Contains("Directory", StringComparison.Ordinal) || type.Name.Contains("Watcher", StringComparison.Ordinal))
            ? directory : file,
    };

    /// <summary>An object behind an interface. One that is new here must be added, or its members would not be called.</summary>
    private object? TargetOf(Type face, string directory, string file) => face.Name switch
    {
        nameof(IFileSystem) => _files,
        nameof(IFile) or nameof(IFileSystemEntity) => _files.File,
        nameof(IDirectory) => _files.Directory,
        nameof(IFileInfo) or nameof(IFileSystemInfo) => _files.FileInfo.New(file),
        nameof(IDirectoryInfo) => _files.DirectoryInfo.New(directory),
        nameof(IPath) => _files.Path,
        nameof(IDriveInfo) => _files.DriveInfo.New("/"),
        nameof(IFileVersionInfo) => _files.FileVersionInfo.GetVersionInfo(file),
        nameof(IFileSystemWatcher) => _files.FileSystemWatcher.New(directory),
        nameof(IWaitForChangedResult) => _files.FileSystemWatcher.New(directory).WaitForChanged(WatcherChangeTypes.All, 1),
        nameof(IFileInfoFactory) => _files.FileInfo,
        nameof(IDirectoryInfoFactory) => _files.DirectoryInfo,
        nameof(IFileStreamFactory) => _files.FileStream,
        nameof(IDriveInfoFactory) => _files.DriveInfo,
        nameof(IFileVersionInfoFactory) => _files.FileVersionInfo,
        nameof(IFileSystemWatcherFactory) => _files.FileSystemWatcher,
        nameof(IRandomAccess) => _files.RandomAccess,
        nameof(FileSystemStream) => _files.File.Open(file, FileMode.Open),
        nameof(AsyncFileExtensions) or nameof(AsyncDirectoryExtensions) => null,
        _ => throw new NotSupportedException($"No object of {face} is known here."),
    };
}
