using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Api.Transmission.Session;
using GSTorrent.Api.Transmission.Torrents.Fields;

namespace GSTorrent.Api.Transmission.Tests.Rpc;

public sealed class NameStylesTests
{
    [Theory]
    [InlineData("downloadDir", "download_dir")]
    [InlineData("download-dir", "download_dir")]
    [InlineData("download_dir", "download_dir")]
    [InlineData("isUTP", "is_utp")]
    [InlineData("peer-limit", "peer_limit")]
    [InlineData("seedRatioLimit", "seed_ratio_limit")]
    [InlineData("id", "id")]
    [InlineData("", "")]
    [InlineData("ipv4Only", "ipv4_only")]
    public void Every_style_becomes_snake_case(string name, string snake) =>
        Assert.Equal(snake, NameStyles.ToSnake(name));

    [Fact]
    public void A_field_is_found_by_both_of_its_names()
    {
        Assert.Equal(80, FieldTable.All.Count);
        foreach (TorrentField field in FieldTable.All)
        {
            Assert.Same(field, FieldTable.Find(field.Name.Snake, Dialect.JsonRpc));
            Assert.Same(field, FieldTable.Find(field.Name.Legacy, Dialect.Legacy));
        }
    }

    [Fact]
    public void A_key_is_found_by_both_of_its_names()
    {
        foreach (SessionKey key in KeyTable.All)
        {
            Assert.Same(key, KeyTable.Find(key.Name.Snake, Dialect.JsonRpc));
            Assert.Same(key, KeyTable.Find(key.Name.Legacy, Dialect.Legacy));
        }
    }

    [Fact]
    public void No_name_is_given_twice()
    {
        Assert.Distinct(FieldTable.All.Select(field => field.Name.Legacy));
        Assert.Distinct(KeyTable.All.Select(key => key.Name.Legacy));
    }
}
