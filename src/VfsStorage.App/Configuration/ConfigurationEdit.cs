using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using VfsStorage.App.Hosting;

namespace VfsStorage.App.Configuration;

/// <summary>Sets values of a configuration file and leaves every other byte of it as it is: comments, order, other sections.</summary>
internal static class ConfigurationEdit
{
    private static readonly JsonReaderOptions _reading = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Sets values in the file, all or none of them; a missing file is created.</summary>
    /// <param name="path">The file, on this machine. Where it is a link, what it leads to.</param>
    /// <param name="values">The values, by key of the outermost object.</param>
    /// <param name="cancellationToken">Stops before the file is replaced.</param>
    /// <exception cref="UsageException">It is no JSON object.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static async Task SaveAsync(string path, IEnumerable<KeyValuePair<string, JsonNode>> values, CancellationToken cancellationToken)
    {
        var target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        var content = File.Exists(target) ? await File.ReadAllBytesAsync(target, cancellationToken) : "{}\n"u8.ToArray();
        try
        {
            foreach (var (key, value) in values)
                content = Set(content, key, value);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new UsageException($"'{path}' cannot be changed: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }

        await ReplaceAsync(target, content, cancellationToken);
    }

    /// <summary>The file's content with one value set.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    public static byte[] Set(byte[] content, string key, JsonNode value)
    {
        var start = content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(content.AsSpan(start), _reading);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("It does not hold a JSON object.");
        var text = value.ToJsonString();
        var end = start + (int)reader.BytesConsumed;
        var isEmpty = true;
        (int From, int To)? old = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = string.Equals(reader.GetString(), key, StringComparison.OrdinalIgnoreCase);
            reader.Read();
            var from = start + (int)reader.TokenStartIndex;
            reader.Skip();
            end = start + (int)reader.BytesConsumed;
            isEmpty = false;
            if (isIt)
                old = (from, end);
        }

        var close = start + (int)reader.TokenStartIndex;
        // The rest is read, too: what is not JSON to its end is not touched.
        while (reader.Read())
        {
        }

        if (old is { } place)
            return [.. content[..place.From], .. Encoding.UTF8.GetBytes(text), .. content[place.To..]];
        var line = content.AsSpan().IndexOf("\r\n"u8) < 0 ? "\n" : "\r\n";
        var between = content[end..close];
        return
        [
            .. content[..end],
            .. isEmpty || HasComma(between) ? [] : ","u8,
            .. between.AsSpan().TrimEnd(" \t\r\n"u8),
            .. Encoding.UTF8.GetBytes($"{line}  {JsonValue.Create(key).ToJsonString()}: {text}{line}"),
            .. content[close..],
        ];
    }

    /// <summary>Puts a new file in place of the old one, in one step; what is in it was never there for anybody who may not read the old one.</summary>
    private static async Task ReplaceAsync(string target, byte[] content, CancellationToken cancellationToken)
    {
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        UnixFileMode? mode = OperatingSystem.IsWindows() || !File.Exists(target) ? null : File.GetUnixFileMode(target);
        if (mode is { } known && !OperatingSystem.IsWindows())
            options.UnixCreateMode = known;
        try
        {
            await using (var stream = new FileStream(temporary, options))
            {
                // The process's umask may have taken bits away.
                if (mode is { } wanted && !OperatingSystem.IsWindows())
                    File.SetUnixFileMode(stream.SafeFileHandle, wanted);
                await stream.WriteAsync(content, cancellationToken);
                // The move must not become durable before the content.
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Whether there is a comma outside of the comments.</summary>
    private static bool HasComma(ReadOnlySpan<byte> between)
    {
        while (between.IndexOfAny((byte)',', (byte)'/') is >= 0 and var at)
        {
            if (between[at] == ',')
                return true;
            var end = between[at + 1] == '/' ? "\n"u8 : "*/"u8;
            var comment = between[(at + 2)..];
            var length = comment.IndexOf(end);
            between = length < 0 ? [] : comment[(length + end.Length)..];
        }

        return false;
    }
}
