using GSTorrent.Application.Persistence;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Application.Tests;

/// <summary>A state directory of a test, and the state in it: opened, closed and opened again.</summary>
internal sealed class StateFolder : IDisposable
{
    private StateDirectory? _directory;
    private StateDatabase? _database;

    public string Root { get; } = MakeRoot();

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000));

    public StateDirectory Place => _directory!;

    public StateDatabase Database => _database!;

    public LoadedState Loaded { get; private set; } = new();

    public string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>Opens the state; an error fails the test.</summary>
    public LoadedState Open()
    {
        AppError? error = TryOpen();
        Assert.Null(error);
        return Loaded;
    }

    public AppError? TryOpen()
    {
        if (!StateDirectory.Open(Root).TryGet(out _directory, out AppError? locked)) return locked;
        if (!StateDatabase.Open(_directory, Clock).TryGet(out var opened, out AppError? error))
        {
            Close();
            return error;
        }

        (_database, Loaded) = opened;
        return null;
    }

    public void Close()
    {
        _database?.Dispose();
        _directory?.Dispose();
        (_database, _directory) = (null, null);
    }

    public LoadedState Reopen()
    {
        Close();
        return Open();
    }

    public async Task CommitAsync(StateChange change) => Assert.Null(await Database.CommitAsync(change));

    // In memory where there is such a place: these tests flush files thousands of times.
    private static string MakeRoot()
    {
        const string Memory = "/dev/shm";
        string root = Directory.Exists(Memory) ? Memory : Path.GetTempPath();
        return Directory.CreateDirectory(Path.Combine(root, "gst-state-" + Guid.NewGuid().ToString("N"))).FullName;
    }

    public void Dispose()
    {
        Close();
        Directory.Delete(Root, recursive: true);
    }
}
