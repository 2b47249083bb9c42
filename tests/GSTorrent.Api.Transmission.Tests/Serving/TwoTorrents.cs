using GSTorrent.Application.ReadModel;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Api.Transmission.Tests.Serving;

/// <summary>
/// Two torrents that are always the same: one of three files in a folder, complete and seeding, and one of a single
/// file with two trackers, stopped and empty.
/// </summary>
internal sealed class TwoTorrents : IDisposable
{
    /// <summary>Of the second one.</summary>
    public const string Tracker = "http://tracker.example.org:8080/0123456789abcdef/announce";

    public TwoTorrents()
    {
        Folder = new SampleTorrent(1, 16_384, ("a.txt", 40_000), ("deep/b.bin", 90_000), ("deep/c.txt", 20_000));
        Single = new SampleTorrent(2, 16_384, ("single.mkv", 50_000));
        string[][] tiers = [[Tracker], ["udp://backup.example.co.uk:6969"]];
        SingleFile = Single.Metainfo.WithSources(tiers, ["http://seed.example/"]).ToTorrentFile();
        Third = new SampleTorrent(3, 16_384, ("third.iso", 30_000));
    }

    public SampleTorrent Folder { get; }

    public SampleTorrent Single { get; }

    public byte[] SingleFile { get; }

    /// <summary>One that is not there yet.</summary>
    public SampleTorrent Third { get; }

    /// <summary>Adds both, the seeding one as number 1, and waits until it seeds.</summary>
    public async Task AddAsync(RpcHost host)
    {
        string content = Folder.FolderWithContent("content of 1");
        Directory.Move(Path.Combine(content, "content"), Path.Combine(host.Downloads, "content"));
        await host.CallAsync("torrent-add", AddArguments(Folder.TorrentFile, paused: false));
        await host.WhenAsync(row => row is { Number: 1, State: TorrentRowState.Seeding });
        await host.CallAsync("torrent-add", AddArguments(SingleFile, paused: true));
    }

    public static string AddArguments(byte[] file, bool paused) =>
        $$"""{"metainfo":"{{Convert.ToBase64String(file)}}","paused":{{(paused ? "true" : "false")}}}""";

    public void Dispose()
    {
        Folder.Dispose();
        Single.Dispose();
        Third.Dispose();
    }
}
