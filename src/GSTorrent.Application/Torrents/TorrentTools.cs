using GSTorrent.Application.Journal;
using GSTorrent.Application.Organizing;
using GSTorrent.Application.Queueing;
using GSTorrent.Application.Settings;

namespace GSTorrent.Application.Torrents;

/// <summary>What <see cref="TorrentService"/> works with.</summary>
internal sealed record TorrentTools
{
    public required TorrentAdder Adder { get; init; }

    public required EngineDoor Door { get; init; }

    public required TorrentQueue Queue { get; init; }

    public required TorrentMover Mover { get; init; }

    public required TorrentRenamer Renamer { get; init; }

    public required TorrentRemover Remover { get; init; }

    public required TorrentLoader Loader { get; init; }

    public required DestinationRules Destinations { get; init; }

    public required NameChoice Names { get; init; }

    public required TorrentFetcher Fetcher { get; init; }

    public required SwarmMetadata SwarmMetadata { get; init; }

    public required CategoryStore Categories { get; init; }

    public required TagStore Tags { get; init; }

    public required UseGate Uses { get; init; }

    public required EventJournal Journal { get; init; }

    public required SettingsStore Settings { get; init; }
}
