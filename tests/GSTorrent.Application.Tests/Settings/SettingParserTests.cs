using CsCheck;
using GSTorrent.Application.Settings;

namespace GSTorrent.Application.Tests.Settings;

public sealed class SettingParserTests
{
    [Theory]
    [InlineData("500K", 500_000)]
    [InlineData("2M", 2_000_000)]
    [InlineData("1.5MiB", 1_572_864)]
    [InlineData("1.5 MiB/s", 1_572_864)]
    [InlineData("10 kb/s", 10_000)]
    [InlineData("1g", 1_000_000_000)]
    [InlineData("1Ki", 1024)]
    [InlineData("7b", 7)]
    [InlineData("1234", 1234)]
    [InlineData("0", 0)]
    [InlineData("unlimited", 0)]
    [InlineData("None", 0)]
    public void Rates_take_units(string text, long expected) =>
        Assert.Equal(expected, SettingParser.Parse(TransferSettings.DownloadLimit, text).Value.Number);

    [Fact]
    public void Bounds_of_ratios_are_ratios()
    {
        Assert.Equal(9_999_000, SettingParser.Parse(SharingSettings.RatioLimit, "9999").Value.Number);
        AppError? error = SettingParser.Parse(SharingSettings.RatioLimit, "9999.001").Error;
        Assert.Equal("Setting sharing.ratio-limit: 9999.001 is not between 0 and 9999.", error?.Message);
    }

    [Fact]
    public void Hosts_are_kept_as_requests_name_them()
    {
        SettingValue hosts = SettingParser.Parse(AccessSettings.AllowedHosts, "Bücher.Example, [::1] a").Value;
        Assert.Equal(["xn--bcher-kva.example", "::1", "a"], hosts.Items);
        Assert.NotNull(SettingParser.Parse(AccessSettings.AllowedHosts, "a b/c").Error);
        Assert.NotNull(SettingParser.Parse(AccessSettings.AllowedHosts, new string('ü', 300)).Error);
    }

    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("5s", 5_000)]
    [InlineData("1min", 60_000)]
    [InlineData("1m", 60_000)]
    [InlineData("700", 700)]
    public void Durations_take_units(string text, long expected) =>
        Assert.Equal(expected, SettingParser.Parse(StorageSettings.FlushInterval, text).Value.Number);

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("0.5")]
    [InlineData("K")]
    [InlineData("1,5M")]
    [InlineData("1e6")]
    [InlineData("NaN")]
    [InlineData("5 parsecs")]
    [InlineData("99999999999999T")]
    [InlineData("1\n")]
    public void Bad_rates_are_refused_by_name(string text)
    {
        AppError? error = SettingParser.Parse(TransferSettings.DownloadLimit, text).Error;
        Assert.Equal("setting-invalid", error?.Code);
        Assert.Contains("transfers.download-limit", error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("80 ")]
    public void Numbers_stay_in_their_bounds(string text)
    {
        Result<SettingValue> parsed = SettingParser.Parse(NetworkSettings.PeerPort, text);
        if (text.Trim() == "80") Assert.Equal(80, parsed.Value.Number);
        else Assert.Contains("between 0 and 65535", parsed.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_types_have_one_canonical_form()
    {
        Assert.Equal("true", SettingParser.Parse(StorageSettings.PartSuffix, "ON").Value.Text);
        Assert.NotNull(SettingParser.Parse(StorageSettings.PartSuffix, "maybe").Error);
        Assert.Equal("preallocate", SettingParser.Parse(StorageSettings.Allocation, "Preallocate").Value.Text);
        Assert.NotNull(SettingParser.Parse(StorageSettings.Allocation, "full").Error);
        Assert.Equal("/a/c", SettingParser.Parse(StorageSettings.Destination, "/a/b/../c/").Value.Text);
        Assert.NotNull(SettingParser.Parse(StorageSettings.Destination, "a/b").Error);
        Assert.NotNull(SettingParser.Parse(StorageSettings.Destination, "/a\0").Error);
        Assert.Equal("::1", SettingParser.Parse(NetworkSettings.ExternalAddressV6, "[::1]").Value.Text);
        Assert.NotNull(SettingParser.Parse(NetworkSettings.ExternalAddressV4, "example.com").Error);
        SettingValue list = SettingParser.Parse(NetworkSettings.ListenAddresses, "127.0.0.1 ,[::1],").Value;
        Assert.Equal(["127.0.0.1", "::1"], list.Items);
        Assert.Equal("127.0.0.1, ::1", list.Text);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("/", "")]
    [InlineData(" /torrents/ ", "/torrents")]
    [InlineData("/a/b-c_d.e~f", "/a/b-c_d.e~f")]
    [InlineData("torrents", null)]
    [InlineData("//evil.example", null)]
    [InlineData("/a//b", null)]
    [InlineData("/a/../b", null)]
    [InlineData("/a b", null)]
    [InlineData("/a?b", null)]
    [InlineData("/a;b", null)]
    [InlineData("/api", null)]
    [InlineData("/API/v1", null)]
    [InlineData("/transmission/rpc", null)]
    [InlineData("/apiary", "/apiary")]
    public void A_path_of_URLs_has_plain_parts(string text, string? expected)
    {
        Result<SettingValue> parsed = SettingParser.Parse(AccessSettings.BasePath, text);
        Assert.Equal(expected, parsed.Error is null ? parsed.Value.Text : null);
    }

    [Fact]
    public void An_address_is_of_its_family()
    {
        Assert.NotNull(SettingParser.Parse(NetworkSettings.ExternalAddressV4, "::1").Error);
        Assert.NotNull(SettingParser.Parse(NetworkSettings.ExternalAddressV6, "10.0.0.1").Error);
    }

    [Fact]
    public void Any_text_gives_a_value_that_reads_back_or_an_error() =>
        Gen.Select(Gen.Int[0, SettingsCatalog.All.Count - 1], Gen.String).Sample((at, text) =>
        {
            SettingDefinition setting = SettingsCatalog.All[at];
            if (!SettingParser.Parse(setting, text).TryGet(out SettingValue? value, out AppError? error))
                return error.Message.Length > 0;
            return SettingParser.Parse(setting, value.Text).Value.Text == value.Text;
        });
}
