using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Application.Tests.Torrents;

/// <summary>A host with folders of its own; it can be closed and opened again.</summary>
internal sealed class HostFolder : IAsyncDisposable
{
    private GstHost? _host;

    public string Root { get; } = Directory.CreateTempSubdirectory("gst-host-").FullName;

    public string State => Path.Combine(Root, "state");

    public string Downloads => Path.Combine(Root, "downloads");

    public Dictionary<string, string> Settings { get; } = new()
    {
        ["network.peer-port"] = "0",
        ["network.listen-addresses"] = "127.0.0.1",
        ["storage.flush-interval"] = "100",
        ["storage.min-free-space"] = "0",
    };

    public GstHost Host => _host!;

    public TorrentService Torrents => Host.Torrents;

    public TorrentEditor Editor => Host.Editor;

    public TorrentDetails Details => Host.Details;

    public HostOptions Options => new()
    {
        StateDirectory = State,
        CommandLineSettings = Settings,
        Destination = Downloads,
        Seed = 1,
        DefaultDestination = Path.Combine(Root, "temporary", "Torrents"),
    };

    public static async Task<HostFolder> OpenAsync(params (string Name, string Text)[] settings)
    {
        var folder = new HostFolder();
        Directory.CreateDirectory(folder.Downloads);
        foreach ((string name, string text) in settings) folder.Settings[name] = text;
        await folder.ReopenAsync();
        return folder;
    }

    public async Task ReopenAsync(Action? whileClosed = null)
    {
        await CloseAsync();
        whileClosed?.Invoke();
        Result<GstHost> opened = await GstHost.OpenAsync(Options);
        Assert.Null(opened.Error);
        _host = opened.Value;
    }

    public async Task CloseAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        _host = null;
    }

    /// <summary>Adds a torrent; an error fails the test.</summary>
    public async Task<TorrentRow> AddAsync(AddTorrentCommand command)
    {
        Result<AddedTorrent> added = await Torrents.AddAsync(command, CancellationToken.None);
        Assert.Null(added.Error);
        return added.Value.Torrent;
    }

    /// <summary>Waits until some row is as wished; a minute without one fails the test.</summary>
    public async Task<TorrentRow> WhenAsync(Func<TorrentRow, bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await foreach (TorrentDelta delta in Torrents.ReadModel.FollowAsync(
                -1, TimeSpan.FromMilliseconds(1), TimeProvider.System, limit.Token))
            {
                if (delta.Changed.FirstOrDefault(condition) is { } row) return row;
            }
        }
        catch (OperationCanceledException)
        {
        }

        string rows = string.Join('\n', Torrents.ReadModel.All().Changed);
        string journal = string.Join('\n', Host.Journal.Since(0).Entries.Select(entry => entry.Text));
        throw new TimeoutException($"No such row.\n{rows}\n{journal}");
    }

    public Task<TorrentRow> WhenSeedingAsync() => WhenAsync(row => row.State == TorrentRowState.Seeding);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Root, recursive: true);
    }
}
