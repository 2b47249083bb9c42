using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Api.Transmission.Tests.Serving;
using GSTorrent.Api.Transmission.Torrents.Fields;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;

namespace GSTorrent.Api.Transmission.Tests.Torrents.Fields;

/// <summary>Fields that are made from a row alone, row by row.</summary>
public sealed class StateFieldsTests
{
    private const long NowMs = 1_000_000_000;

    private static readonly TorrentRow Empty = new()
    {
        Number = 1,
        InfoHash = new InfoHash(new byte[20]),
        Name = "name",
    };

    private static readonly TorrentRow Seeding = Empty with
    {
        State = TorrentRowState.Seeding,
        HasMetainfo = true,
        HasFinished = true,
        TotalBytes = 1000,
        WantedBytes = 1000,
        DoneBytes = 1000,
        VerifiedBytes = 1000,
    };

    [Theory]
    [InlineData(TorrentRowState.Stopped, false, 0)]
    [InlineData(TorrentRowState.Failed, true, 0)]
    [InlineData(TorrentRowState.Checking, true, 2)]
    [InlineData(TorrentRowState.Queued, false, 3)]
    [InlineData(TorrentRowState.FetchingMetadata, false, 4)]
    [InlineData(TorrentRowState.Downloading, false, 4)]
    [InlineData(TorrentRowState.Queued, true, 5)]
    [InlineData(TorrentRowState.Seeding, true, 6)]
    [InlineData(TorrentRowState.Moving, true, 6)]
    [InlineData(TorrentRowState.Moving, false, 4)]
    public void Status(TorrentRowState state, bool hasFinished, int status) =>
        Assert.Equal(status, StateFields.StatusOf(Empty with { State = state, HasFinished = hasFinished }));

    [Fact]
    public void A_check_that_waits_for_its_turn_has_a_status_of_its_own() =>
        Assert.Equal(
            1, StateFields.StatusOf(Empty with { State = TorrentRowState.Checking, IsQueuedForCheck = true }));

    [Fact]
    public async Task While_it_downloads_eta_is_until_all_is_there()
    {
        TorrentRow row = Seeding with { State = TorrentRowState.Downloading, DoneBytes = 400, DownloadRate = 100 };
        Assert.Equal(6, await NumberAsync("eta", row));
        Assert.Equal(-2, await NumberAsync("eta", row with { DownloadRate = 0 }));
        Assert.Equal(-2, await NumberAsync("eta", Empty with { State = TorrentRowState.FetchingMetadata }));
        Assert.Equal(-1, await NumberAsync("eta", row with { State = TorrentRowState.Stopped }));
    }

    [Fact]
    public async Task While_it_seeds_eta_is_until_its_ratio_is_reached()
    {
        TorrentRow row = Seeding with
        {
            Downloaded = 1000,
            Uploaded = 500,
            UploadRate = 50,
            Share = new ShareLimits { Ratio = 1.5 },
        };
        Assert.Equal(20, await NumberAsync("eta", row));
        Assert.Equal(-2, await NumberAsync("eta", row with { UploadRate = 0 }));
        Assert.Equal(0, await NumberAsync("eta", row with { Uploaded = 5000 }));
        Assert.Equal(-1, await NumberAsync("eta", row with { Share = new ShareLimits { Ratio = -1 } }));
        Assert.Equal(-1, await NumberAsync("eta", row with { Share = ShareLimits.AsSettings }));
        Assert.Equal(30, await NumberAsync("eta", row with { Share = ShareLimits.AsSettings },
            ("sharing.ratio-limited", "true")));
    }

    [Fact]
    public async Task Idle_time_counts_from_the_last_activity()
    {
        TorrentRow row = Seeding with
        {
            SeedingSinceUnixMs = NowMs - 50_000,
            LastActivityUnixMs = NowMs - 20_000,
            Share = new ShareLimits { IdleTimeS = 60 },
        };
        Assert.Equal(40, await NumberAsync("eta_idle", row));
        Assert.Equal(0, await NumberAsync("eta_idle", row with { LastActivityUnixMs = 0, SeedingSinceUnixMs = 1 }));
        Assert.Equal(-1, await NumberAsync("eta_idle", row with { Share = ShareLimits.AsSettings }));
        Assert.Equal(-1, await NumberAsync("eta_idle", row with { State = TorrentRowState.Stopped }));
    }

    [Fact]
    public async Task Only_a_stopped_torrent_that_was_seeded_enough_is_finished()
    {
        TorrentRow row = Seeding with
        {
            State = TorrentRowState.Stopped,
            Downloaded = 100,
            Uploaded = 150,
            Share = new ShareLimits { Ratio = 1.5 },
        };
        Assert.True(await IsAsync("is_finished", row));
        Assert.False(await IsAsync("is_finished", row with { State = TorrentRowState.Seeding }));
        Assert.False(await IsAsync("is_finished", row with { Uploaded = 149 }));
        Assert.False(await IsAsync("is_finished", row with { DoneBytes = 999 }));
        Assert.False(await IsAsync("is_finished", row with { Share = ShareLimits.AsSettings }));
        var byTime = new ShareLimits { SeedingTimeS = 60 };
        Assert.True(await IsAsync("is_finished", row with { Share = byTime, SeedingMs = 60_000 }));
        Assert.False(await IsAsync("is_finished", row with { Share = byTime, SeedingMs = 59_999 }));
    }

    [Fact]
    public async Task A_torrent_that_moves_nothing_for_long_is_stalled()
    {
        TorrentRow row = Seeding with { ActiveSinceUnixMs = NowMs - 70_000 };
        Assert.True(await IsAsync("is_stalled", row));
        Assert.False(await IsAsync("is_stalled", row with { LastActivityUnixMs = NowMs - 1_000 }));
        Assert.False(await IsAsync("is_stalled", row with { UploadRate = 1 }));
        Assert.False(await IsAsync("is_stalled", row with { State = TorrentRowState.Stopped }));
        Assert.False(await IsAsync("is_stalled", row, ("queue.exempt-slow", "false")));
    }

    [Fact]
    public async Task What_is_not_complete_does_not_look_complete()
    {
        TorrentRow row = Seeding with { WantedBytes = 10_000_000, DoneBytes = 9_999_999 };
        Assert.Equal(0.9999, (double)await ValueAsync("percent_done", row));
        Assert.Equal(0, (double)await ValueAsync("percent_done", Empty));
        Assert.Equal(1, (double)await ValueAsync("percent_done", Seeding with { WantedBytes = 0, DoneBytes = 0 }));
    }

    [Fact]
    public async Task A_ratio_of_nothing_is_none()
    {
        Assert.Equal(-1, (double)await ValueAsync("upload_ratio", Empty));
        Assert.Equal(-2, (double)await ValueAsync("upload_ratio", Empty with { Uploaded = 1 }));
        Assert.Equal(0.5, (double)await ValueAsync("upload_ratio", Seeding with { Uploaded = 500 }));
    }

    [Fact]
    public async Task An_error_is_a_local_one()
    {
        TorrentRow row = Empty with { State = TorrentRowState.Failed, Error = "the disk is full" };
        Assert.Equal(3, await NumberAsync("error", row));
        Assert.Equal("the disk is full", (string?)await ValueAsync("error_string", row));
    }

    private static async Task<long> NumberAsync(
        string field, TorrentRow row, params (string Name, string Text)[] settings) =>
        (long)await ValueAsync(field, row, settings);

    private static async Task<bool> IsAsync(
        string field, TorrentRow row, params (string Name, string Text)[] settings) =>
        (bool)await ValueAsync(field, row, settings);

    private static async Task<JsonNode> ValueAsync(
        string name, TorrentRow row, params (string Name, string Text)[] settings)
    {
        await using RpcHost host = await RpcHost.StartAsync(settings);
        var view = new TorrentView(host.Host, new ViewSettings
        {
            NowUnixMs = NowMs,
            Settings = host.Host.Settings.Current,
            Edits = new EditDates(),
        });
        TorrentField field = FieldTable.Find(name, Dialect.JsonRpc)!;
        Assert.Equal(FieldNeeds.Row, field.Needs);
        await view.LoadAsync(row, field.Needs);
        using var bytes = new MemoryStream();
        await using (var json = new Utf8JsonWriter(bytes)) field.Write(new RpcWriter(json, Dialect.JsonRpc), view);
        return JsonNode.Parse(Encoding.UTF8.GetString(bytes.ToArray()))!;
    }
}
