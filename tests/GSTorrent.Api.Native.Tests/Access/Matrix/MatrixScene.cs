using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.Native.Tests.Access.Matrix;

/// <summary>A server with a torrent of a category that narrowed callers do not see, and tokens of all.</summary>
internal sealed class MatrixScene : IAsyncDisposable
{
    private const string ContentName = "sample-";
    private readonly Dictionary<string, string> _tokens;
    private TorrentRow? _untouched;
    private int _number;

    private MatrixScene(RunningServer server, Dictionary<string, string> tokens) =>
        (Server, _tokens) = (server, tokens);

    public RunningServer Server { get; }

    public static async Task<MatrixScene> StartAsync()
    {
        RunningServer server = await RunningServer.StartAsync();
        return new MatrixScene(server, await MatrixCallers.TokensAsync(server));
    }

    /// <summary>What a caller is told, who must see and change nothing that is not for that caller.</summary>
    public async Task<string> AskAsync(MatrixRow row, string caller)
    {
        TorrentRow before = _untouched ??= await AddAnotherAsync();
        var request = new MatrixRequest(Server, $"{before.InfoHash}", _number);
        (string answer, string body) = await request.AskAsync(row, _tokens[caller]);
        if (caller is not "nobody" && !MatrixCallers.IsNarrowed(caller))
        {
            // What it has done may show only later.
            if (row.Method is not "GET") _untouched = null;
            return answer;
        }

        Assert.False(body.Contains(ContentName), $"{row.Name} shows {caller} a torrent that is not for it: {body}");
        Assert.True(Server.Host.Torrents.ReadModel.TryGet(before.InfoHash, out TorrentRow? after), row.Name + caller);
        Assert.Equal(before, after);
        return answer;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    // Another one, which has nothing of the one before.
    private async Task<TorrentRow> AddAnotherAsync()
    {
        foreach (TorrentRow old in Server.Host.Torrents.ReadModel.All().Changed)
            Assert.Null(await Server.Host.Torrents.RemoveAsync($"{old.Number}", deleteData: false));
        return await Server.AddAsync(++_number, MatrixCallers.Foreign);
    }
}
