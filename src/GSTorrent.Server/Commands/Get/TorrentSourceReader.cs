using GSTorrent.Application;
using GSTorrent.MetainfoFormat;
using GSTorrent.Storage;
using GSTorrent.Terminal;

namespace GSTorrent.Server.Commands.Get;

/// <summary>Finds out which torrent a URI means.</summary>
/// <param name="currentDirectory">What relative paths start from.</param>
internal sealed class TorrentSourceReader(string currentDirectory)
{
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The source, or null and what is wrong with it.</summary>
    public async Task<(TorrentSource? Source, CommandError? Error)> ReadAsync(
        string uri, CancellationToken cancellation)
    {
        if (uri.StartsWith("magnet:", StringComparison.OrdinalIgnoreCase)) return ReadMagnet(uri);
        try
        {
            bool isUrl = Uri.TryCreate(uri, UriKind.Absolute, out Uri? url);
            if (isUrl && url!.Scheme is "http" or "https") return Parse(uri, await FetchAsync(url!, cancellation));
            if (!TorrentAddress.TryReadPath(uri, out string? path, out string? refused)) return Refuse(uri, refused);
            return Parse(uri, await ReadFileAsync(Path.GetFullPath(path, currentDirectory), cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return (null, CommandError.Interrupted);
        }
        catch (OperationCanceledException)
        {
            return Refuse(uri, $"no answer within {FetchTimeout.TotalSeconds} s");
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException or HttpRequestException)
        {
            return Refuse(uri, denied.Message);
        }
    }

    private static (TorrentSource?, CommandError?) ReadMagnet(string uri) =>
        MagnetLink.TryParse(uri, out MagnetLink? link, out MetainfoError? error)
            ? (new TorrentSource(uri, link.InfoHash, link.DisplayName ?? link.InfoHash.ToString(), null), null)
            : Refuse(uri, error.Message);

    private static (TorrentSource?, CommandError?) Parse(string uri, byte[] content) =>
        Metainfo.TryParse(content, out Metainfo? metainfo, out MetainfoError? error)
            ? (new TorrentSource(uri, metainfo.InfoHash, metainfo.Name, content), null)
            : Refuse(uri, $"this is no valid .torrent file: {error.Message}");

    private static (TorrentSource?, CommandError?) Refuse(string uri, string why)
    {
        const int Shown = 200;
        return (null, CommandError.Failed($"{Excerpt.Of(uri, Shown)}: {why}"));
    }

    private static async Task<byte[]> ReadFileAsync(string path, CancellationToken cancellation)
    {
        await using FileStream file = LocalPath.OpenRead(path);
        return await ReadAsync(file, cancellation);
    }

    private static async Task<byte[]> FetchAsync(Uri url, CancellationToken cancellation)
    {
#pragma warning disable RS0030 // Whoever types the address may go there anyway, and through the proxy of that user.
        using var http = new HttpClient { Timeout = FetchTimeout };
#pragma warning restore RS0030
        http.DefaultRequestHeaders.UserAgent.ParseAdd("GSTorrent");
        using HttpResponseMessage response =
            await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (!response.IsSuccessStatusCode)
            throw new IOException($"the server answers {(int)response.StatusCode} {response.ReasonPhrase}");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(FetchTimeout);
        await using Stream body = await response.Content.ReadAsStreamAsync(deadline.Token);
        return await ReadAsync(body, deadline.Token);
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        for (int count; (count = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            content.Write(buffer, 0, count);
            if (content.Length > MetainfoLimits.MaxFileLength)
                throw new IOException($"it has more than {MetainfoLimits.MaxFileLength} bytes: no torrent is so long");
        }

        return content.ToArray();
    }
}
