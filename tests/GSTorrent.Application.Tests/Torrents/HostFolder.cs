using GSTorrent.Application.Journal;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;
using GSTorrent.Testing.Torrents;

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

    public TimeProvider Time { get; set; } = TimeProvider.System;

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
        Time = Time,
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

    /// <summary>
    /// Opens it again as after a kill: with the state as it is at the call. What the host does to its state after that,
    /// while it ends, is undone; what it does to content is for the test to arrange.
    /// </summary>
    public async Task KillAsync(Action? meanwhile = null)
    {
        // The log first: a checkpoint in between would else leave a change in neither of the copies. What is just being
        // written has no name yet.
        Dictionary<string, byte[]> files = Directory.GetFiles(State, "*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith("-shm", StringComparison.Ordinal) && Path.GetFileName(path) is not "lock")
            .Where(path => !path.Contains(".tmp", StringComparison.Ordinal))
            .OrderByDescending(path => path.EndsWith("-wal", StringComparison.Ordinal))
            .ToDictionary(path => path, ReadShared);
        await CloseAsync();
        Directory.Delete(State, recursive: true);
        foreach ((string path, byte[] content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, content);
        }

        await ReopenAsync(meanwhile);
    }

    /// <summary>Changes the stored state while no host is there.</summary>
    public async Task ChangeStateAsync(Func<LoadedState, IEnumerable<StateChange>> changes)
    {
        await CloseAsync();
        using StateDirectory directory = StateDirectory.Open(State).Value;
        var (database, loaded) = StateDatabase.Open(directory, TimeProvider.System).Value;
        using (database)
            foreach (StateChange change in changes(loaded)) Assert.Null(await database.CommitAsync(change));
    }

    /// <summary>Adds a torrent whose content is there and waits until it seeds.</summary>
    public async Task<TorrentRow> SeedAsync(SampleTorrent sample)
    {
        sample.CopyContentTo(Downloads);
        TorrentRow row = await AddAsync(new AddTorrentCommand { TorrentFile = sample.TorrentFile });
        return await WhenAsync(found => found.Number == row.Number && found.State == TorrentRowState.Seeding);
    }

    /// <summary>
    /// Waits until the journal has an entry with these words, or several; a minute without them fails the test.
    /// </summary>
    public async Task<JournalEntry> WhenToldAsync(string words, int times = 1)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            Task next = Host.Journal.NextEntry;
            IReadOnlyList<JournalEntry> entries = Host.Journal.Since(0).Entries;
            JournalEntry[] found = [.. entries.Where(entry => entry.Text.Contains(words))];
            if (found.Length >= times) return found[0];
            await next.WaitAsync(limit.Token);
        }
    }

    /// <summary>All files below the place for downloads, with '/' and relative to it.</summary>
    public string[] DownloadedFiles() =>
    [
        .. Directory.GetFiles(Downloads, "*", new EnumerationOptions
            {
                RecurseSubdirectories = true,
                AttributesToSkip = FileAttributes.None,
            })
            .Select(path => Path.GetRelativePath(Downloads, path)).Order(),
    ];

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

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Root, recursive: true);
    }
}
