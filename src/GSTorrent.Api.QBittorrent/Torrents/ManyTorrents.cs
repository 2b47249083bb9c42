using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>One change of many torrents.</summary>
internal sealed class ManyTorrents(TorrentReadModel readModel, TorrentEditor editor)
{
    /// <summary>Where torrents are looked up.</summary>
    public TorrentReadModel ReadModel => readModel;

    /// <summary>
    /// Changes all torrents that the request names, and answers.
    /// </summary>
    /// <param name="call">The request.</param>
    /// <param name="change">Changes one torrent, which is named by its info-hash.</param>
    /// <param name="name">The parameter with the info-hashes.</param>
    public async Task ChangeAsync(
        Call call, Func<string, TorrentRow, Task<AppError?>> change, string name = "hashes")
    {
        AppError?[] errors =
            await Batches.RunAsync(Of(call, name), row => change(row.InfoHash.ToString(), row));
        await call.DoneAsync(Array.Find(errors, IsTold));
    }

    /// <summary>
    /// Changes all torrents that the request names or, if one cannot be changed, none, and answers.
    /// </summary>
    /// <param name="call">The request.</param>
    /// <param name="change">What shall be otherwise with a torrent; null: nothing.</param>
    /// <param name="name">The parameter with the info-hashes.</param>
    public async Task EditAsync(Call call, Func<TorrentRow, TorrentChange?> change, string name = "hashes")
    {
        var changes = new List<(string, TorrentChange)>();
        foreach (TorrentRow row in Of(call, name))
            if (change(row) is { } wished) changes.Add((row.InfoHash.ToString(), wished));
        AppError? error = await editor.ChangeAllAsync(changes);
        await call.DoneAsync(PlaceRoutes.Told(IsTold(error) ? error : null));
    }

    /// <summary>The torrents that the request names.</summary>
    public List<TorrentRow> Of(Call call, string name = "hashes") => call.Torrents(readModel, name);

    // Torrents that went meanwhile or cannot do it yet are passed over, as clients are used to.
    private static bool IsTold(AppError? error) => error is { Code: not ("torrent-not-found" or "metadata-missing") };
}
