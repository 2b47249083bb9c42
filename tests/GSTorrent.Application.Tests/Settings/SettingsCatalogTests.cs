using System.Runtime.CompilerServices;
using GSTorrent.Application.Settings;

namespace GSTorrent.Application.Tests.Settings;

public sealed class SettingsCatalogTests
{
    [Fact]
    public void Every_default_is_valid_and_canonical() => Assert.All(
        SettingsCatalog.All,
        setting => Assert.Equal(setting.Default, SettingParser.Parse(setting, setting.Default).Value.Text));

    [Fact]
    public void Names_are_unique_in_every_form()
    {
        int count = SettingsCatalog.All.Count;
        Assert.Equal(count, SettingsCatalog.All.Select(setting => setting.Name).Distinct().Count());
        Assert.Equal(count, SettingsCatalog.All.Select(setting => setting.EnvironmentVariable).Distinct().Count());
        Assert.All(SettingsCatalog.All, setting => Assert.Matches("^[a-z]+\\.[a-z0-9-]+$", setting.Name));
        Assert.Equal("GSTORRENT_NETWORK_PEER_PORT", NetworkSettings.PeerPort.EnvironmentVariable);
    }

    [Fact]
    public void An_unknown_name_is_told_the_nearest()
    {
        AppError? error = SettingsCatalog.Find("peer-port").Error;
        Assert.Equal("setting-not-found", error?.Code);
        Assert.Contains("network.peer-port", error!.Message, StringComparison.Ordinal);
        Assert.Equal("setting-not-found", SettingsCatalog.Find(new string('x', 5000)).Error?.Code);
    }

    [Fact]
    public void The_committed_document_is_up_to_date()
    {
        string path = Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/settings.md");
        string written = SettingsDocumentWriter.Write();
        if (Environment.GetEnvironmentVariable("GSTORRENT_UPDATE_DOCS") is not null) File.WriteAllText(path, written);
        Assert.Equal(written, File.ReadAllText(path));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
