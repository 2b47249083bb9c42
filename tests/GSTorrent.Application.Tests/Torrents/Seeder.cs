using System.Net;
using GSTorrent.Engine;
using GSTorrent.Primitives;
using GSTorrent.Testing.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

/// <summary>An engine of its own on loopback that has all content of some torrents.</summary>
internal sealed class Seeder : ITorrentObserver, IAsyncDisposable
{
    private readonly TorrentEngine _engine;

    public Seeder(params SampleTorrent[] torrents)
    {
        _engine = new TorrentEngine(new EngineOptions
        {
            Seed = 7,
            PeerPort = 0,
            ListenAddresses = [IPAddress.Loopback],
            Observer = this,
        });
        Assert.Null(_engine.Start());
        foreach (SampleTorrent torrent in torrents)
        {
            _engine.TryAdd(
                new TorrentSpec
                {
                    InfoHash = torrent.Metainfo.InfoHash,
                    Metainfo = torrent.Metainfo,
                    Destination = torrent.FolderWithContent("seeder"),
                },
                out _);
        }
    }

    public string Address => $"127.0.0.1:{_engine.PeerPort}";

    public void Changed(TorrentSnapshot snapshot)
    {
    }

    public void ResumeChanged(InfoHash infoHash, ResumeData resume, Action recorded) => recorded();

    public void Happened(TorrentNotice notice)
    {
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}
