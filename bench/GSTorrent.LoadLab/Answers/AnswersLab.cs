using System.Net.Http.Headers;
using GSTorrent.Peers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Ours;
using GSTorrent.Peers.QBittorrent;
using GSTorrent.Peers.Running;
using GSTorrent.Peers.Transmission;
using Spectre.Console;

namespace GSTorrent.LoadLab.Answers;

/// <summary>How long a program with many torrents takes to answer, at rest and while its disks are busy.</summary>
internal sealed class AnswersLab(AnswersSettings settings, IAnsiConsole console)
{
    private const int AddTimeoutMs = 600_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    /// <summary>Programs that can take part: those that have a remote interface.</summary>
    public static IReadOnlyList<string> Programs { get; } = ["GSTorrent", "transmission", "qbittorrent"];

    /// <summary>Runs all loads on all programs; false if one failed.</summary>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        using var content = new TemporaryFolder(settings.Folder);
        string small = content.Sub("small"), original = content.Sub("original");
        IReadOnlyList<TorrentFile> torrents = ManyTorrents.Make(
            small, content.Sub("torrents"), settings.Torrents, settings.SizeBytes);
        Payload.SingleFile("large.bin", settings.LargeBytes, 1).WriteTo(original);
        TorrentFile large = await TorrentFile.CreateAsync(
            Path.Combine(original, "large.bin"), Path.Combine(content.Path, "large.torrent"), 20, null, stop);
        var report = new AnswersReport();
        foreach (Contender contender in Contender.All())
        {
            if (!settings.Programs.Contains(contender.Name, StringComparer.Ordinal)) continue;
            if (contender.Missing is not null) report.Note(contender.Name, contender.Missing);
            else await RunAsync(contender, torrents, small, large, original, report, stop);
        }

        report.Print(console, settings);
        return !report.HasFailures;
    }

    private async Task RunAsync(
        Contender contender, IReadOnlyList<TorrentFile> torrents, string small, TorrentFile large, string original,
        AnswersReport report, CancellationToken stop)
    {
        foreach (string name in settings.Loads)
        {
            await using RealPeer peer = contender.Create();
            using var folder = new TemporaryFolder(settings.Folder);
            using var elsewhere = new TemporaryFolder(settings.OtherFolder);
            await peer.StartAsync(stop);
            foreach (TorrentFile torrent in torrents) await peer.AddAsync(torrent, small, stop);
            foreach (TorrentFile torrent in torrents) await peer.WaitCompleteAsync(torrent, AddTimeoutMs, stop);
            IReadOnlyList<Face> faces = FacesOf(peer);
            var load = new Load(peer, large, original, folder);
            var remotes = new Remotes(faces, [.. torrents.Select(torrent => torrent.InfoHash)]);
            await remotes.AskAsync(WarmUp, stop);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
            Task running = name switch
            {
                "recheck of all" => load.RecheckAllAsync(faces[0], end.Token),
                "move" => load.MoveAsync(faces[0], elsewhere.Path, end.Token),
                "full disk" => load.FillAsync(end.Token),
                "disk that hangs" => load.HangAsync(end.Token),
                _ => load.RestAsync(end.Token),
            };
            await Task.WhenAny(running, load.Ready);
            if (name is "move" or "full disk" or "disk that hangs") remotes.Special = [large.InfoHash];
            IReadOnlyDictionary<string, Latencies> times = await remotes.AskAsync(settings.Time, stop);
            await end.CancelAsync();
            report.Add(contender.Name, name, times, await FailureOfAsync(running));
        }
    }

    private static async Task<string?> FailureOfAsync(Task running)
    {
        try
        {
            await running;
            return "the load ended by itself";
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception failed) when (failed is TimeoutException or InvalidOperationException or IOException
            or HttpRequestException)
        {
            return failed.Message;
        }
    }

    private static IReadOnlyList<Face> FacesOf(RealPeer peer) => peer switch
    {
        GSTorrentPeer ours =>
        [
            new NativeFace(ClientOf(new Uri(ours.Server.ControlUrl, "api/v1/"), ours.Server.Token)),
            new TransmissionFace(ClientOf(ours.Server.ControlUrl, ours.Server.Token)),
            new QBittorrentFace(ClientOf(ours.Server.ControlUrl, ours.Server.Token)),
        ],
        TransmissionPeer transmission => [new TransmissionFace(ClientOf(transmission.ControlUrl, token: null))],
        QBittorrentPeer qbittorrent => [new QBittorrentFace(ClientOf(qbittorrent.ControlUrl, token: null))],
        _ => throw new ArgumentException($"{peer.Name} has no remote interface", nameof(peer)),
    };

    private static HttpClient ClientOf(Uri address, string? token)
    {
        var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(100) };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
