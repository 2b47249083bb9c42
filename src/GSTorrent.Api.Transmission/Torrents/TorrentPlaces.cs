using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.Transmission.Torrents;

/// <summary>Methods that change where content lies and how its files are called.</summary>
internal sealed class TorrentPlaces(GstHost host, TorrentScope scope)
{
    private static readonly RpcName Id = RpcName.Camel("id");
    private static readonly RpcName Path = RpcName.Camel("path");
    private static readonly RpcName Name = RpcName.Camel("name");

    public IEnumerable<RpcMethod> Methods =>
    [
        RpcMethod.Of("torrent_set_location", AccessRole.Control, SetLocationAsync),
        RpcMethod.Of("torrent_rename_path", AccessRole.Control, RenameAsync),
    ];

    private async Task<RpcReply> SetLocationAsync(RpcCall call)
    {
        string? location = call.Arguments.Text("location");
        bool moves = call.Arguments.Flag("move") ?? false;
        TorrentSelection? torrents = scope.Read(call);
        if (call.Arguments.Error is { } wrong) return wrong;
        if (location is null) return RpcError.InvalidParams("no location");
        if (!System.IO.Path.IsPathFullyQualified(location))
            return new RpcError(RpcErrorCode.PathNotAbsolute, "new location path is not absolute");
        IReadOnlyList<TorrentRow> rows = torrents!.Rows;
        return moves ? await MoveAsync(call, rows, location) : await RelocateAsync(call, rows, location);
    }

    // All of them or, if one cannot be moved, none.
    private async Task<RpcReply> MoveAsync(RpcCall call, IReadOnlyList<TorrentRow> rows, string location)
    {
        var change = new TorrentChange { Destination = location };
        AppError? error = await host.Editor.ChangeAllAsync(rows.Select(row => (row.InfoHash.ToString(), change)));
        if (error is not null) return RpcError.Of(error);
        call.Changed = [.. rows];
        return RpcReply.Done;
    }

    private async Task<RpcReply> RelocateAsync(RpcCall call, IReadOnlyList<TorrentRow> rows, string location)
    {
        var placedRows = new List<TorrentRow>();
        call.Changed = placedRows;
        foreach (TorrentRow row in rows)
        {
            Result<TorrentRow> placed = await host.Torrents.RelocateAsync(row.InfoHash.ToString(), location);
            if (placed.Error is { Code: not "torrent-not-found" } error) return RpcError.Of(error);
            if (placed.Error is null) placedRows.Add(row);
        }

        return RpcReply.Done;
    }

    private async Task<RpcReply> RenameAsync(RpcCall call)
    {
        string? path = call.Arguments.Text("path");
        string? name = call.Arguments.Text("name");
        TorrentSelection? torrents = scope.Read(call);
        if (call.Arguments.Error is { } wrong) return wrong;
        if (torrents!.Rows is not [var row])
            return RpcError.InvalidParams($"{(call.Dialect == Dialect.Legacy ? "torrent-rename-path"
                : "torrent_rename_path")} requires 1 torrent");
        if (path is null || string.IsNullOrEmpty(name) || name.Contains('/', StringComparison.Ordinal))
            return RpcError.InvalidParams("'path' and 'name' are needed, and a name holds no '/'");
        string newPath = path.Contains('/', StringComparison.Ordinal)
            ? path[..(path.LastIndexOf('/') + 1)] + name
            : name;
        Result<TorrentRow> renamed = string.Equals(path, newPath, StringComparison.Ordinal)
            ? row
            : await host.Torrents.RenamePathAsync(row.InfoHash.ToString(), path, newPath);
        if (renamed.Error is { } error) return RpcError.Of(error);
        call.Changed = [row];
        return RpcReply.Of(writer =>
        {
            writer.Number(Id, row.Number);
            writer.Text(Path, path);
            writer.Text(Name, name);
        });
    }
}
