using System.Diagnostics;
using System.Globalization;
using GSTorrent.LoadLab.Answers;
using GSTorrent.Peers.Content;
using GSTorrent.Peers.Ours;
using GSTorrent.Peers.Running;
using Spectre.Console;

namespace GSTorrent.LoadLab.Following;

/// <summary>
/// What clients cost that follow a list of which some torrents change each second: the processor time of the server
/// with them, less that without, while the same changes go on.
/// </summary>
internal sealed class FollowLab(int torrents, int changes, TimeSpan time, string folder, IAnsiConsole console)
{
    private const int AddTimeoutMs = 600_000;
    private const int ManyClients = 100;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private readonly List<(string Clients, double CpuMsPerSecond, double KibPerSecond)> _rows = [];

    public async Task RunAsync(CancellationToken stop)
    {
        using var content = new TemporaryFolder(folder);
        string small = content.Sub("small");
        IReadOnlyList<TorrentFile> all = ManyTorrents.Make(small, content.Sub("torrents"), torrents, 16 << 10);
        await using var peer = new GSTorrentPeer();
        await peer.StartAsync(stop);
        foreach (TorrentFile torrent in all) await peer.AddAsync(torrent, small, stop);
        foreach (TorrentFile torrent in all) await peer.WaitCompleteAsync(torrent, AddTimeoutMs, stop);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task changing = ChangeAsync(peer.Server, all, end.Token);
        await MeasureAsync(peer, "nobody", 0, static (_, _) => Task.CompletedTask, stop);
        await MeasureAsync(peer, "1 native, events", 1, static (one, token) => one.ListenAsync(token), stop);
        await MeasureAsync(peer, "1 qBittorrent", 1, static (one, token) => one.PollQBittorrentAsync(token), stop);
        await MeasureAsync(peer, "1 Transmission", 1, static (one, token) => one.PollTransmissionAsync(token), stop);
        await MeasureAsync(
            peer, $"{ManyClients} native, events", ManyClients, static (one, token) => one.ListenAsync(token), stop);
        await end.CancelAsync();
        await EndedAsync(changing);
        Print();
    }

    private async Task MeasureAsync(
        GSTorrentPeer peer, string name, int count, Func<Followers, CancellationToken, Task> follow,
        CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var followers = new Followers(peer.Server);
        Task[] following = [.. Enumerable.Range(0, count).Select(_ => follow(followers, end.Token))];
        await Task.Delay(WarmUp, stop);
        (double cpu, long bytes, long started) = (CpuOf(peer), followers.Bytes, Stopwatch.GetTimestamp());
        await Task.Delay(time, stop);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        _rows.Add((
            name, (CpuOf(peer) - cpu) * 1000 / seconds, (followers.Bytes - bytes) / 1024.0 / seconds));
        await end.CancelAsync();
        foreach (Task one in following) await EndedAsync(one);
    }

    // The next so many torrents get another limit, once a second.
    private async Task ChangeAsync(GSTorrentProcess server, IReadOnlyList<TorrentFile> all, CancellationToken stop)
    {
        using HttpClient http = new Followers(server).Client();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (int turn = 0; await timer.WaitForNextTickAsync(stop); turn++)
        {
            IEnumerable<string> hashes = Enumerable.Range(0, changes)
                .Select(i => all[((turn * changes) + i) % all.Count].InfoHash);
            string limit = (1_000_000 + turn).ToString(CultureInfo.InvariantCulture);
            using var body = new FormUrlEncodedContent([new("hashes", string.Join('|', hashes)), new("limit", limit)]);
            using HttpResponseMessage answer = await http.PostAsync("api/v2/torrents/setDownloadLimit", body, stop);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static async Task EndedAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (OperationCanceledException)
        {
            // It was told to end.
        }
    }

    private static double CpuOf(GSTorrentPeer peer) => peer.Process.Cost()?.CpuSeconds
        ?? throw new InvalidOperationException($"the server has ended:\n{peer.Process.Output}");

    private void Print()
    {
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = 200;
        Table table = new Table().Border(console.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.Markdown);
        table.AddColumn("clients");
        foreach (string column in (string[])["CPU ms/s", "more than nobody", "KiB/s sent"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach ((string clients, double cpu, double kib) in _rows)
            table.AddRow(clients, Text(cpu), Text(cpu - _rows[0].CpuMsPerSecond), Text(kib));
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{torrents} torrents, of which {changes} change each second"));
        console.Write(table);
    }

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
