using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.Settings;
using GSTorrent.Engine;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Torrents;

/// <summary>
/// Adds torrents: each info-hash once, however many add it at the same time, and acknowledged once it is stored.
/// </summary>
internal sealed class TorrentAdder(
    TorrentRegistry registry, EngineDoor door, EventJournal journal, TimeProvider clock, int lastNumber)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<InfoHash, Task<Result<AddedTorrent>>> _adding = [];
    private int _lastNumber = lastNumber;

    /// <summary>Adds it, or tells of the one that is there.</summary>
    /// <param name="source">Its metainfo or magnet link.</param>
    /// <param name="wishes">All else, checked; its number, times and place are set here.</param>
    /// <param name="start">How it begins.</param>
    public async Task<Result<AddedTorrent>> AddAsync(TorrentSource source, TorrentRecord wishes, AddStart start)
    {
        while (true)
        {
            Task<Result<AddedTorrent>>? adding;
            TorrentEntry? known;
            bool isMine = false;
            lock (_gate)
            {
                if (!registry.TryGet(wishes.InfoHash, out known) && !_adding.TryGetValue(wishes.InfoHash, out adding))
                {
                    adding = AddNewAsync(source, wishes, start);
                    _adding.Add(wishes.InfoHash, adding);
                    isMine = true;
                }
                else
                {
                    _adding.TryGetValue(wishes.InfoHash, out adding);
                }
            }

            if (known is not null) return await MeetAsync(known, source);
            Result<AddedTorrent> result = await adding!;
            if (isMine) return result;
            if (result.Error is null) return result.Value with { IsNew = false };

            // The other one's addition could not be stored: this one may have more luck.
        }
    }

    /// <summary>Makes the record of a new torrent.</summary>
    public static Result<TorrentRecord> RecordOf(
        TorrentSource source, AddTorrentCommand command, SettingsSnapshot settings, string destination)
    {
        string[] peers = PeerAddresses.Join(source.Magnet?.PeerAddresses ?? [], command.Peers ?? []);
        if (PeerAddresses.Check(command.Peers ?? []) is { } badPeer) return badPeer;
        if (command.DownloadLimit < 0 || command.UploadLimit < 0)
            return new AppError("bad-request", "A limit is not negative.");
        if (!Tags.Parse(command.Tags ?? []).TryGet(out string[]? tags, out AppError? badTag)) return badTag;
        if (!NewWishes.Of(source, command).TryGet(out TorrentWishes? wishes, out AppError? badWish)) return badWish;
        string name = source.Name;
        if (command.Name is not null && !Tags.ParseName(command.Name).TryGet(out name!, out badTag)) return badTag;
        if (!FileRules.Of(command.Files, command.Priorities).TryGet(out List<FileRule>? rules, out AppError? badRule))
            return badRule;
        byte[]? priorities = null;
        if (source.Metainfo is { } metainfo && rules.Count > 0)
        {
            if (!FileRules.Apply(metainfo, [], rules).TryGet(out var chosen, out AppError? noFile)) return noFile;
            priorities = FileRules.ToBytes(chosen);
            rules = [];
        }

        if (command.Files is null or [] && source.Magnet?.SelectedFiles is { } selected)
            rules = [.. FileRules.OfSelection(selected), .. rules];
        return new TorrentRecord
        {
            InfoHash = source.InfoHash,
            Number = 0,
            Name = name,
            Destination = destination,
            AddedUnixMs = 0,
            Running = !(command.Paused ?? settings.IsOn(TransferSettings.AddPaused)),
            Priorities = priorities,
            FileRules = FileRules.ToLines(rules),
            Sequential = command.Sequential,
            DownloadLimit = command.DownloadLimit ?? settings.Number(TransferSettings.TorrentDownloadLimit),
            UploadLimit = command.UploadLimit ?? settings.Number(TransferSettings.TorrentUploadLimit),
            Tags = tags,
            Peers = peers,
            Wishes = wishes,
        };
    }

    private async Task<Result<AddedTorrent>> AddNewAsync(TorrentSource source, TorrentRecord wishes, AddStart start)
    {
        await Task.Yield();
        try
        {
            int number = Interlocked.Increment(ref _lastNumber);
            TorrentRecord record = wishes with
            {
                Number = number,
                AddedUnixMs = clock.GetUtcNow().ToUnixTimeMilliseconds(),
                Wishes = wishes.Wishes with { QueueOrder = registry.TakeQueueEnd(number, start.ToTop) },
            };
            AppError? error = await registry.Database.CommitAsync(source.Magnet is { } magnet
                ? StateChanges.AddMagnet(record, magnet.ToString())
                : StateChanges.AddTorrent(record, source.File));
            if (error is not null) return error;
            TorrentEntry entry = registry.Create(record, source.Stored());
            if (start.IsComplete && source.Metainfo is { } metainfo)
                entry.Resume = await SaveCompleteAsync(record.InfoHash, metainfo, start.IsOnTrust);
            registry.Add(entry);
            if (source.Metainfo is { } known) registry.FilesAdded(known);
            door.Enter(entry);
            journal.Append(
                JournalSeverity.Information, JournalKinds.TorrentAdded, $"{record.Name} was added.", record.InfoHash);
            return new AddedTorrent(entry.Row, IsNew: true);
        }
        finally
        {
            lock (_gate) _adding.Remove(wishes.InfoHash);
        }
    }

    // Who says so is believed as far as that harms nobody: the files are looked at, and read piece by piece when peers
    // ask for them. If this cannot be stored, a restart reads them.
    private async Task<ResumeData> SaveCompleteAsync(InfoHash infoHash, Metainfo metainfo, bool isOnTrust)
    {
        var all = new Bitfield(metainfo.Geometry.PieceCount);
        all.SetAll();
        var resume = new ResumeData
        {
            Verified = all.Bytes.ToArray(),
            IsOnTrust = isOnTrust,
            HasFinished = true,
        };
        await registry.Database.CommitAsync(StateChanges.SaveResume(ResumeRecords.From(infoHash, resume)));
        return resume;
    }

    // A torrent whose metainfo was lost is mended by it; any other stays as it is.
    private async Task<Result<AddedTorrent>> MeetAsync(TorrentEntry known, TorrentSource source)
    {
        if (known.Source.Trouble is not null && source.Metainfo is not null)
        {
            AppError? error = await known.ChangeAsync(
                record => record, store: record => StateChanges.SaveMetainfo(record, source.File));
            if (error is not null) return error;
            if (known.TryMend(source.Stored())) door.Enter(known);
        }

        return new AddedTorrent(known.Row, IsNew: false);
    }
}
