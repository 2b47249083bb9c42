using GSTorrent.Application.Access;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.Settings;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Application;

/// <summary>
/// The whole application without any API: state, settings, engine, torrents, journal, tokens and statistics.
/// </summary>
public sealed class GstHost : IAsyncDisposable
{
    private GstHost()
    {
    }

    public required StateDirectory State { get; init; }

    public required SettingsStore Settings { get; init; }

    public required TorrentService Torrents { get; init; }

    public required EventJournal Journal { get; init; }

    public required TokenStore Tokens { get; init; }

    public required Statistics Statistics { get; init; }

    public required string Destination { get; init; }

    public int PeerPort { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public DateTimeOffset StartedAt { get; init; }

    public static Task<Result<GstHost>> OpenAsync(HostOptions options) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => default;
}
