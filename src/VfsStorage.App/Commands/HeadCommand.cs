using System.Buffers;
using System.CommandLine;
using System.Text;
using VfsStorage.App.Files;
using VfsStorage.App.Hosting;
using VfsStorage.App.Locations;

namespace VfsStorage.App.Commands;

/// <summary><c>vfs head</c>: how files begin.</summary>
internal static class HeadCommand
{
    private const int BufferBytes = 16 * 1024;

    private static readonly Argument<string[]> _paths = FileCommand.Paths("The files to look into.", minimum: 1);
    private static readonly Option<long> _lines = Count("--lines", "-n", "How many lines. Default: 10.", 10);
    private static readonly Option<long> _bytes = Count("--bytes", "-c", "How many bytes, instead of lines.", -1);

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandHost host) =>
        new Command("head", "Print how files begin.") { _paths, _lines, _bytes }.Runs(host, RunAsync);

    private static async Task<ExitCode> RunAsync(FileSession session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (lines, bytes) = (parsed.GetValue(_lines), parsed.GetValue(_bytes));
        var paths = parsed.GetValue(_paths)!;
        var hasHeadings = paths.Length > 1 || Wildcards.Parse(paths[0]) is not null;
        var isFirst = true;
        await using var output = session.Terminal.OpenBytes();
        return await session.ForEachAsync(paths, async path =>
        {
            await foreach (var file in FileContent.FindAsync(session, path, cancellationToken))
            {
                await using var content = await FileContent.OpenAsync(file, cancellationToken);
                if (hasHeadings)
                    await output.WriteAsync(Heading(file, isFirst), cancellationToken);
                isFirst = false;
                await CopyAsync(content, output, bytes >= 0 ? (long.MaxValue, bytes) : (lines, long.MaxValue), cancellationToken);
                await output.FlushAsync(cancellationToken);
            }
        });
    }

    private static byte[] Heading(Place file, bool isFirst) =>
        Encoding.UTF8.GetBytes($"{(isFirst ? "" : "\n")}==> {Printable.Of(file.Name.Text)} <==\n");

    private static async Task CopyAsync(Stream content, Stream output, (long Lines, long Bytes) wanted, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var (lines, bytes) = wanted;
        while (lines > 0 && bytes > 0)
        {
            var read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(BufferBytes, bytes)), cancellationToken);
            if (read == 0)
                break;
            var taken = Take(buffer.AsSpan(0, read), ref lines);
            bytes -= taken;
            await output.WriteAsync(buffer.AsMemory(0, taken), cancellationToken);
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>How many bytes belong to the lines that are still wanted.</summary>
    private static int Take(ReadOnlySpan<byte> bytes, ref long lines)
    {
        var taken = 0;
        while (lines > 0 && taken < bytes.Length)
        {
            var end = bytes[taken..].IndexOf((byte)'\n');
            if (end < 0)
                return bytes.Length;
            taken += end + 1;
            lines--;
        }

        return taken;
    }

    private static Option<long> Count(string name, string alias, string description, long defaultValue)
    {
        var option = new Option<long>(name, alias) { Description = description, DefaultValueFactory = _ => defaultValue, HelpName = "number" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && long.TryParse(result.Tokens[0].Value, out var number) && number < 0)
                result.AddError($"{name} must be 0 or more, not '{number}'.");
        });
        return option;
    }
}
