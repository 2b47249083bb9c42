using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Torrents;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;

namespace GSTorrent.Api.Native.Tests.Torrents;

public sealed class TorrentFieldsTests
{
    private static readonly TorrentRow Row = new()
    {
        Number = 7,
        InfoHash = new InfoHash(new byte[20]),
        Name = "<b>name</b>",
        State = TorrentRowState.Seeding,
        Tags = ["b", "a"],
        Category = "films",
        Share = new ShareLimits { Ratio = 1.5, SeedingTimeS = -1, IdleTimeS = 60, Action = ShareAction.RemoveWithData },
        Error = "disk full",
        SwarmSeeds = 3,
        SwarmLeechers = 4,
        FinishedUnixMs = 5,
        ActiveSinceUnixMs = 6,
        SeedingSinceUnixMs = 7,
        LastActivityUnixMs = 8,
        WantedBytes = 100,
        DownloadRate = 1,
    };

    [Fact]
    public void They_are_those_of_the_contract()
    {
        var contract = ContractsJsonContext.Default.TorrentDto.Properties.Select(property => property.Name)
            .Except(["added"]);
        Assert.Equal(contract.Order(StringComparer.Ordinal), TorrentFields.All.Select(field => field.Name)
            .Order(StringComparer.Ordinal));
        string json = Write(Row);
        TorrentDto read = JsonSerializer.Deserialize(json, ContractsJsonContext.Default.TorrentDto)!;
        string again = JsonSerializer.Serialize(read, ContractsJsonContext.Default.TorrentDto);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(again)), json + "\n" + again);
    }

    [Fact]
    public void Every_state_and_action_is_known_to_the_contract()
    {
        foreach (TorrentRowState state in Enum.GetValues<TorrentRowState>())
        {
            foreach (ShareAction action in Enum.GetValues<ShareAction>())
            {
                string json = Write(Row with { State = state, Share = Row.Share with { Action = action } });
                Assert.NotNull(JsonSerializer.Deserialize(json, ContractsJsonContext.Default.TorrentDto));
            }
        }
    }

    [Fact]
    public void Changes_put_into_the_old_row_give_the_new_one() => Gen.Select(GenRow, GenRow).Sample((before, after) =>
    {
        JsonObject row = JsonNode.Parse(Write(before))!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(WriteChange(before, after))!.AsObject().ToArray())
        {
            if (value is null) row.Remove(name);
            else row[name] = value.DeepClone();
        }

        return JsonNode.DeepEquals(row, JsonNode.Parse(Write(after)));
    });

    [Fact]
    public void A_text_that_is_kept_is_of_that_row_and_of_no_copy() => GenRow.Sample(row =>
    {
        bool IsRight(TorrentRow one) => JsonNode.DeepEquals(
            JsonNode.Parse(Write(one)),
            JsonNode.Parse(Written(json => RowText.Write(json, one, TorrentFields.All))));
        return IsRight(row) && IsRight(row with { Uploaded = row.Uploaded + 1 }) && IsRight(row);
    });

    [Fact]
    public void A_list_may_ask_for_some_only()
    {
        TorrentField[] fields = TorrentFields.Choose("name, ratio,name").Value;
        Assert.Equal(["id", "name", "ratio"], fields.Select(field => field.Name));
        Assert.Equal(TorrentFields.All, TorrentFields.Choose(null).Value);
        Assert.Equal("bad-request", TorrentFields.Choose("nmae").Error?.Code);
    }

    private static readonly Gen<TorrentRow> GenRow = Gen.Select(
        Gen.Int[0, 3], Gen.String[0, 5], Gen.Long[0, 2], Gen.Bool, Gen.Enum<TorrentRowState>(),
        (number, text, amount, flag, state) => Row with
        {
            State = state,
            Name = text,
            Error = flag ? null : text,
            SwarmSeeds = number == 0 ? null : number,
            Tags = flag ? ["x"] : [],
            Uploaded = amount,
            Share = flag ? ShareLimits.AsSettings : Row.Share,
            LastActivityUnixMs = amount,
            Sequential = flag,
        });

    private static string Write(TorrentRow row) =>
        Written(json => TorrentFields.WriteRow(json, row, TorrentFields.All));

    private static string WriteChange(TorrentRow before, TorrentRow after) =>
        Written(json => TorrentFields.WriteChange(json, before, after));

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes)) write(json);
        return System.Text.Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
