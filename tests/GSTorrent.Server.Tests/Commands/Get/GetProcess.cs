using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using GSTorrent.Peers.Ours;
using GSTorrent.Peers.Running;

namespace GSTorrent.Server.Tests.Commands.Get;

/// <summary>A running <c>GSTorrent get --offline --json</c>, and what it has said so far.</summary>
internal sealed class GetProcess : IAsyncDisposable
{
    private const int TimeoutMs = 60_000;

    private readonly List<JsonNode> _events = [];
    private readonly Lock _gate = new();

    /// <summary>The program.</summary>
    public ExternalProcess Process { get; private set; } = null!;

    /// <summary>Every line of JSON, in order.</summary>
    public IReadOnlyList<JsonNode> Events
    {
        get
        {
            lock (_gate) return [.. _events];
        }
    }

    /// <summary>Where others can connect to, once it has started.</summary>
    public string Address =>
        $"{IPAddress.Loopback}:{(int)Find("started")!["peerPort"]!.AsValue()}";

    /// <summary>The last line.</summary>
    public JsonNode Last => Events[^1];

    public static GetProcess Start(string home, params IEnumerable<string> args)
    {
        string? binary = GSTorrentBinary.Find();
        Assert.SkipWhen(binary is null, "GSTorrent is not built");
        var started = new GetProcess();
        string[] all = ["get", "--offline", "--json", "--state-dir", Path.Combine(home, "state"), .. args];
        started.Process = ExternalProcess.Start(binary!, all, home, started.OnLine);
        return started;
    }

    /// <summary>Starts one that has all of the content and waits until it seeds.</summary>
    public static async Task<GetProcess> StartSeederAsync(
        string home, string folder, string torrent, params IEnumerable<string> args)
    {
        GetProcess seeder = Start(home, ["--seed", "-d", folder, torrent, .. args]);
        await seeder.UntilAsync(process => process.Find("seeding") is not null, "it seeds");
        return seeder;
    }

    /// <summary>Waits for something that it says.</summary>
    public Task UntilAsync(Func<GetProcess, bool> condition, string what) => Poll.UntilAsync(
        _ => condition(this) ? Task.FromResult(true)
            : Process.HasExited ? throw new InvalidOperationException($"{what}: it ended.\n{Process.Output}")
            : Task.FromResult(false),
        $"{what}\n{Process.Output}", TimeoutMs, TestContext.Current.CancellationToken);

    /// <summary>Waits for its end; the exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeoutMs);
        await Process.WaitAsync(deadline.Token);
        return Process.ExitCode;
    }

    /// <summary>The first event of that name; null if there is none yet.</summary>
    public JsonNode? Find(string name) =>
        Events.FirstOrDefault(line => string.Equals((string?)line["event"], name, StringComparison.Ordinal));

    /// <summary>A figure of the last event that has it; 0 if none has.</summary>
    public double Figure(string name) => Events.LastOrDefault(line => line[name] is not null)?[name] is { } value
        ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
        : 0;

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private void OnLine(string line)
    {
        if (!line.StartsWith('{')) return;
        lock (_gate) _events.Add(JsonNode.Parse(line)!);
    }
}
