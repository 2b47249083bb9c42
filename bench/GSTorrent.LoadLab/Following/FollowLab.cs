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
/// with them, less that without before and after, while the same changes go on.
/// </summary>
internal sealed class FollowLab(int torrents, int changes, TimeSpan time, string folder, IAnsiConsole console)
{
    private const int AddTimeoutMs = 600_000;
    private const string Nobody = "nobody";
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    private static readonly (string Name, int Count, Func<Followers, CancellationToken, Task> Follow)[] Kinds =
    [
        ("native, events", 20, static (one, stop) => one.ListenAsync(stop)),
        ("qBittorrent", 8, static (one, stop) => one.PollQBittorrentAsync(stop)),
        ("Transmission", 5, static (one, stop) => one.PollTransmissionAsync(stop)),
        ("native, events", 100, static (one, stop) => one.ListenAsync(stop)),
    ];

    private readonly List<(string Clients, int Count, double CpuMsPerSecond, double KibPerSecond)> _rows = [];

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
        await MeasureAsync(peer, Nobody, 0, static (_, _) => Task.CompletedTask, stop);
        foreach ((string name, int count, var follow) in Kinds)
        {
            await MeasureAsync(peer, name, count, follow, stop);
            await MeasureAsync(peer, Nobody, 0, static (_, _) => Task.CompletedTask, stop);
        }

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
            name, count, (CpuOf(peer) - cpu) * 1000 / seconds, (followers.Bytes - bytes) / 1024.0 / seconds));
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
        foreach (string column in (string[])
            ["clients", "", "CPU ms/s", "more than nobody", "for each of them", "KiB/s to each"])
            table.AddColumn(new TableColumn(column).RightAligned());
        for (int i = 0; i < _rows.Count; i++)
        {
            (string clients, int count, double cpu, double kib) = _rows[i];
            if (count == 0) table.AddRow("", clients, Text(cpu), "", "", "");
            else
            {
                // Neighbours on the machine come and go: it is compared with what was before and after it.
                double more = cpu - ((_rows[i - 1].CpuMsPerSecond + _rows[i + 1].CpuMsPerSecond) / 2);
                table.AddRow(
                    count.ToString(CultureInfo.InvariantCulture), clients, Text(cpu), Text(more), Text(more / count),
                    Text(kib / count));
            }
        }

        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{torrents} torrents, of which {changes} change each second"));
        console.Write(table);
    }

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
