using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GSTorrent.Api.QBittorrent.Fields;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Api.QBittorrent.Torrents;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.Tests.Torrents;

public sealed class RowTextTests
{
    private const string Passkey = "0123456789abcdef";

    private static readonly TorrentRow Sample =
        TorrentStatesTests.Row(TorrentRowState.Seeding, isComplete: true) with
        {
            Name = "a \"name\" – ü",
            Destination = "/downloads",
            HasMetainfo = true,
            Origin = new TorrentOrigin
            {
                Name = "sample",
                ContentPath = "sample/file",
                RootFolder = "sample",
                Comment = "says\nmuch",
                TrackerTiers = [[$"http://tracker.example/{Passkey}/announce"]],
            },
        };

    [Fact]
    public void What_is_kept_says_the_same_as_every_field_on_its_own()
    {
        Assert.Equal(OneByOne(Sample), Written(Sample));
        Assert.Equal(OneByOne(Sample), Written(Sample));
    }

    [Fact]
    public void A_changed_row_is_written_anew()
    {
        foreach (TorrentRow changed in (TorrentRow[])
            [
                Sample,
                Sample with { Name = "other" },
                Sample with { Destination = "/elsewhere" },
                Sample with { HasMetainfo = false },
                Sample with { UploadRate = 5 },
                Sample with { Origin = new TorrentOrigin { Comment = "new" } },
            ])
            Assert.Equal(OneByOne(changed), Written(changed));
    }

    [Fact]
    public void What_is_kept_follows_neither_time_nor_settings()
    {
        TorrentRow row = Sample with { SeedingSinceUnixMs = 1, ActiveSinceUnixMs = 1, NextAnnounceUnixMs = 9_000_000 };
        var now = new ShownTorrent(row, new ListFrame { NowUnixMs = 1000, ShowsSecrets = true });
        var later = new ShownTorrent(row, new ListFrame
        {
            NowUnixMs = 5_000_000,
            RatioLimit = 2,
            SeedingMinutes = 3,
            IdleMinutes = 4,
            ShowsSecrets = true,
        });
        Assert.True(TorrentFields.OfRow.AreEqual(in now, in later));
        foreach (string name in (string[])["time_active", "reannounce", "max_ratio", "max_seeding_time"])
            Assert.True(TorrentFields.Table.Find(name)!.Differs(in now, in later));
    }

    [Fact]
    public void Passkeys_that_somebody_saw_are_not_shown_to_those_who_only_look()
    {
        Assert.Contains(Passkey, Written(Sample), StringComparison.Ordinal);
        Assert.DoesNotContain(Passkey, Written(Sample, showsSecrets: false), StringComparison.Ordinal);
        Assert.Contains(Passkey, Written(Sample), StringComparison.Ordinal);
    }

    private static string Written(TorrentRow row, bool showsSecrets = true) =>
        Object(row, showsSecrets, static (writer, shown) => TorrentFields.Write(writer, in shown));

    private static string OneByOne(TorrentRow row) => Object(row, showsSecrets: true, static (writer, shown) =>
    {
        foreach (Field<ShownTorrent> field in TorrentFields.Table.Fields) field.Write(writer, in shown);
    });

    private static string Object(TorrentRow row, bool showsSecrets, Action<Utf8JsonWriter, ShownTorrent> write)
    {
        var text = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(text, Call.Json);
        writer.WriteStartObject();
        write(writer, new ShownTorrent(row, new ListFrame { NowUnixMs = 0, ShowsSecrets = showsSecrets }));
        writer.WriteEndObject();
        writer.Flush();
        string written = Encoding.UTF8.GetString(text.WrittenSpan);
        Assert.Equal(TorrentFields.Table.Fields.Count, JsonNode.Parse(written)!.AsObject().Count);
        return written;
    }
}
