using GSTorrent.Application.Disks;
using GSTorrent.Application.Settings;
using GSTorrent.Application.Tests.Disks;

namespace GSTorrent.Application.Tests.Settings;

public sealed class SettingsStoreTests : IDisposable
{
    private const string Name = "transfers.upload-slots";
    private readonly StateFolder _folder = new();

    public SettingsStoreTests() => _folder.Open();

    [Fact]
    public void The_strongest_source_wins_and_is_told()
    {
        const string Strong = """{"transfers.upload-slots": 3, /* yes */ "storage": {"part-suffix": true},}""";
        string strong = Write("strong.json", Strong);
        string weak = Write("weak.json", """{"transfers": {"upload-slots": 2, "add-paused": true}}""");
        var sources = new SettingsSources { Files = [strong, weak, "/nowhere/gstorrent.json"] };
        Expect(sources, 3, SettingSource.File);
        Expect(sources = sources with { Changed = One(Name, "4") }, 4, SettingSource.Changed);
        sources = sources with { Environment = One("GSTORRENT_TRANSFERS_UPLOAD_SLOTS", "5") };
        Expect(sources, 5, SettingSource.Environment);
        Expect(sources with { CommandLine = One(Name, "6") }, 6, SettingSource.CommandLine);
        SettingsSnapshot snapshot = Load(sources).Current;
        Assert.True(snapshot.IsOn(StorageSettings.PartSuffix));
        Assert.True(snapshot.IsOn(TransferSettings.AddPaused));
        Assert.Equal(SettingSource.Default, snapshot.SourceOf(NetworkSettings.PeerPort));
        Assert.Equal(51413, snapshot.Count(NetworkSettings.PeerPort));
        Assert.Equal(["0.0.0.0", "::"], snapshot.Items(NetworkSettings.ListenAddresses));
    }

    [Fact]
    public void What_an_operator_wrote_must_be_right_and_the_error_says_where()
    {
        string file = Write("gstorrent.json", """{"transfers.upload-slots": "many"}""");
        Assert.Contains(file, Refused(new SettingsSources { Files = [file] }), StringComparison.Ordinal);
        string broken = Write("gstorrent.json", """{"transfers""");
        Assert.Contains(broken, Refused(new SettingsSources { Files = [broken] }), StringComparison.Ordinal);
        string odd = Write("gstorrent.json", """[null]""");
        Assert.Contains(odd, Refused(new SettingsSources { Files = [odd] }), StringComparison.Ordinal);
        var variable = One("GSTORRENT_TRANSFERS_UPLOAD_SLOTS", "0");
        var environment = new SettingsSources { Environment = variable };
        Assert.Contains("GSTORRENT_", Refused(environment), StringComparison.Ordinal);
        var option = One("no.such", "1");
        Assert.Contains("no.such", Refused(new SettingsSources { CommandLine = option }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_stored_may_come_from_another_version()
    {
        Dictionary<string, string> stored = One("network.offline", "true");
        (stored["no.such"], stored[Name]) = ("1", "many");
        using SettingsStore store = Load(new SettingsSources { Changed = stored });
        Assert.Equal(2, store.Warnings.Count);
        Assert.True(store.Current.IsOn(NetworkSettings.Offline));
        Assert.Equal(8, store.Current.Number(TransferSettings.UploadSlots));
    }

    [Fact]
    public void A_variable_that_names_no_setting_is_a_warning() =>
        Assert.Single(Load(new SettingsSources { Environment = One("GSTORRENT_TYPO", "1") }).Warnings);

    [Theory]
    [InlineData("GSTORRENT_SERVER")]
    [InlineData("GSTORRENT_TOKEN")]
    [InlineData("GSTORRENT_BINARY")]
    [InlineData("GSTCTL_BINARY")]
    public void Variables_that_are_not_for_the_server_are_none(string variable) =>
        Assert.Empty(Load(new SettingsSources { Environment = One(variable, "1") }).Warnings);

    [Fact]
    public async Task A_change_is_seen_told_and_kept()
    {
        using SettingsStore store = Load(new SettingsSources());
        var told = new List<SettingsSnapshot>();
        store.Subscribe(told.Add);
        SettingsSnapshot before = store.Current;
        Result<SettingsSnapshot> changed = await store.ChangeAsync(
            new Dictionary<string, string?> { [Name] = "12", ["TRANSFERS.download-limit"] = "1.5MiB" });
        Assert.Equal(12, changed.Value.Number(TransferSettings.UploadSlots));
        Assert.Same(store.Current, Assert.Single(told));
        Assert.Equal(8, before.Number(TransferSettings.UploadSlots));
        Assert.Equal("1572864", _folder.Reopen().Settings["transfers.download-limit"]);
    }

    [Fact]
    public async Task A_change_with_one_wrong_value_changes_nothing()
    {
        using SettingsStore store = Load(new SettingsSources());
        Result<SettingsSnapshot> changed = await store.ChangeAsync(
            new Dictionary<string, string?> { [Name] = "12", ["network.peer-port"] = "x" });
        Assert.Equal("setting-invalid", changed.Error?.Code);
        Assert.Equal(8, store.Current.Number(TransferSettings.UploadSlots));
        Assert.Empty(_folder.Reopen().Settings);
    }

    [Fact]
    public async Task Null_takes_a_change_away()
    {
        using SettingsStore store = Load(new SettingsSources { Changed = One(Name, "4") });
        await store.ChangeAsync(new Dictionary<string, string?> { [Name] = null });
        Assert.Equal(SettingSource.Default, store.Current.SourceOf(TransferSettings.UploadSlots));
    }

    [Fact]
    public async Task A_change_that_cannot_be_stored_is_not_seen()
    {
        using SettingsStore store = Load(new SettingsSources());
        _folder.Close();
        Result<SettingsSnapshot> changed = await store.ChangeAsync(new Dictionary<string, string?> { [Name] = "12" });
        Assert.Equal("shutting-down", changed.Error?.Code);
        Assert.Equal(8, store.Current.Number(TransferSettings.UploadSlots));
    }

    [Fact]
    public async Task A_disk_that_hangs_holds_neither_the_request_nor_other_changes()
    {
        using var hang = new HungDisk();
        using SettingsStore store = Load(new SettingsSources(), hang.AskerOn(_folder.Clock)).Value;
        Task<Result<SettingsSnapshot>> onHungDisk = store.ChangeAsync(
            new Dictionary<string, string?> { ["storage.destination"] = _folder.Root });
        Result<SettingsSnapshot> other = await store.ChangeAsync(new Dictionary<string, string?> { [Name] = "12" });
        Assert.Equal(12, other.Value.Number(TransferSettings.UploadSlots));
        Assert.False(onHungDisk.IsCompleted);
        _folder.Clock.Advance(DiskAsker.Patience);
        AppError? error = (await onHungDisk).Error;
        Assert.Equal("setting-invalid", error?.Code);
        Assert.Contains("does not answer", error!.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static Dictionary<string, string> One(string name, string text) => new() { [name] = text };

    private void Expect(SettingsSources sources, long value, SettingSource source)
    {
        SettingsSnapshot snapshot = Load(sources).Current;
        Assert.Equal(value, snapshot.Number(TransferSettings.UploadSlots));
        Assert.Equal(source, snapshot.SourceOf(TransferSettings.UploadSlots));
    }

    private SettingsStore Load(SettingsSources sources) => Load(sources, new DiskAsker(_folder.Clock)).Value;

    private string Refused(SettingsSources sources) =>
        Load(sources, new DiskAsker(_folder.Clock)).Error!.Message;

    private Result<SettingsStore> Load(SettingsSources sources, DiskAsker disks) =>
        SettingsStore.Load(sources, _folder.Database, disks);

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.PathOf(name), text);
        return _folder.PathOf(name);
    }
}
