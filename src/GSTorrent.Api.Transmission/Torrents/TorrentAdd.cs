using System.Buffers.Text;
using System.Text.Json;
using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Api.Transmission.Torrents;

/// <summary>torrent_add.</summary>
internal sealed class TorrentAdd(GstHost host)
{
    private static readonly RpcName Added = RpcName.Kebab("torrent_added");
    private static readonly RpcName Duplicate = RpcName.Kebab("torrent_duplicate");
    private static readonly RpcName Id = RpcName.Camel("id");
    private static readonly RpcName Name = RpcName.Camel("name");
    private static readonly RpcName HashString = RpcName.Camel("hash_string");

    public RpcMethod Method => RpcMethod.Of("torrent_add", AccessRole.Control, AddAsync);

    private async Task<RpcReply> AddAsync(RpcCall call)
    {
        AddTorrentCommand? command = Read(call, out RpcError? wrong);
        if (command is null) return wrong!;
        Result<AddedTorrent> result = await host.Torrents.AddAsync(command, call.Origin.Aborted);
        if (!result.TryGet(out AddedTorrent? added, out AppError? error)) return RpcError.Of(error);
        if (!call.Caller.Sees(added.Torrent))
            return new RpcError(RpcErrorCode.SystemError, "the torrent is there already, outside of your category");
        call.Changed = added.IsNew ? [added.Torrent] : [];
        return RpcReply.Of(writer => Write(writer, added.IsNew ? Added : Duplicate, added.Torrent));
    }

    private static AddTorrentCommand? Read(RpcCall call, out RpcError? error)
    {
        Arguments arguments = call.Arguments;
        FilePicks files = FilePicks.Read(arguments);
        IReadOnlyList<string>? labels = Labels.Read(arguments, out RpcError? badLabel);
        string? destination = arguments.Text("download_dir");
        string? address = arguments.Text("filename");
        long peerLimit = arguments.Number("peer_limit") ?? 0;
        var command = new AddTorrentCommand
        {
            Owner = call.Caller.Owner,
            Uri = address is null ? null : AddressOf(address.Trim()),
            Paused = arguments.Flag("paused"),
            Destination = string.IsNullOrEmpty(destination) ? null : destination,
            Tags = labels,
            Sequential = arguments.Flag("sequential_download") ?? false,
            MaxConnections = (int)Math.Clamp(peerLimit, 0, TorrentSet.MaxPeers),
            Priorities = files.ForNew(),
            Category = call.Caller.Category,
        };
        byte[]? file = FileOf(arguments);
        _ = arguments.Number("bandwidth_priority");
        error = arguments.Error ?? badLabel ?? Check(command, file is not null, arguments.Has("metainfo"));
        if (error is not null) return null;

        // The file is the torrent itself, so it is worth more than an address.
        return file is null ? command : command with { TorrentFile = file, Uri = null };
    }

    private static RpcError? Check(AddTorrentCommand command, bool hasFile, bool wantsFile)
    {
        if (wantsFile && !hasFile && string.IsNullOrEmpty(command.Uri))
            return new RpcError(RpcErrorCode.UnrecognizedInfo);
        if (!hasFile && string.IsNullOrEmpty(command.Uri))
            return RpcError.InvalidParams("no filename or metainfo specified");
        return command.Destination is { } path && !Path.IsPathFullyQualified(path)
            ? new RpcError(RpcErrorCode.PathNotAbsolute, "download directory path is not absolute")
            : null;
    }

    // Clients also pass a bare info-hash. A path of this machine is nothing that they could name.
    private static string AddressOf(string address) =>
        address.Length == 40 && address.All(char.IsAsciiHexDigit) ? "magnet:?xt=urn:btih:" + address : address;

    // Some programs break Base64 into lines.
    private static byte[]? FileOf(Arguments arguments)
    {
        if (arguments.Raw("metainfo") is not { } given) return null;
        if (given.ValueKind != JsonValueKind.String) return arguments.Refuse<byte[]>("metainfo", "a text");
        if (given.TryGetBytesFromBase64(out byte[]? file)) return file.Length == 0 ? null : file;
        string text = given.GetString()!;
        if (!Base64.IsValid(text)) return null;
        file = Convert.FromBase64String(text);
        return file.Length == 0 ? null : file;
    }

    private static void Write(RpcWriter writer, RpcName what, TorrentRow row)
    {
        writer.Begin(what);
        writer.Number(Id, row.Number);
        writer.Text(Name, row.ContentName);
        writer.Text(HashString, row.InfoHash.ToString());
        writer.Json.WriteEndObject();
    }
}
