using System.Net.Sockets;
using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Application;
using GSTorrent.Application.Access;

namespace GSTorrent.Api.Transmission.Session;

/// <summary>free_space, port_test, blocklist_update, group_get and group_set.</summary>
internal sealed class ServerMethods(GstHost host)
{
    private static readonly RpcName Path = RpcName.Kebab("path");
    private static readonly RpcName SizeBytes = RpcName.Kebab("size_bytes");
    private static readonly RpcName TotalSize = new("total_size", "total_size");
    private static readonly RpcName PortIsOpen = RpcName.Kebab("port_is_open");
    private static readonly RpcName IpProtocol = new("ip_protocol", "ip_protocol");
    private static readonly RpcName Group = RpcName.Kebab("group");

    public IEnumerable<RpcMethod> Methods =>
    [
        RpcMethod.Of("free_space", AccessRole.Read, FreeSpaceAsync),
        RpcMethod.Of("port_test", AccessRole.Read, TestPort),
        RpcMethod.Of("blocklist_update", AccessRole.Admin, UpdateBlocklist),
        RpcMethod.Of("group_get", AccessRole.Read, GetGroups),
        RpcMethod.Of("group_set", AccessRole.Admin, SetGroup),
    ];

    private async Task<RpcReply> FreeSpaceAsync(RpcCall call)
    {
        string? path = call.Arguments.Text("path");
        if (call.Arguments.Error is { } wrong) return wrong;
        if (path is null) return RpcError.InvalidParams("directory path argument is missing");
        if (!System.IO.Path.IsPathFullyQualified(path))
            return new RpcError(RpcErrorCode.PathNotAbsolute, "directory path is not absolute");
        if (call.Caller.Category is not null && !string.Equals(path, host.Destination, StringComparison.Ordinal))
            return RpcError.Of(new AppError("not-allowed", "The space of other directories is not told."));
        Result<VolumeSpace> result = await host.Volumes.GetAsync(path);
        if (!result.TryGet(out VolumeSpace? space, out AppError? error)) return RpcError.Of(error);
        return RpcReply.Of(writer =>
        {
            writer.Text(Path, path);
            writer.Number(SizeBytes, space.FreeBytes);
            writer.Number(TotalSize, space.TotalBytes);
        });
    }

    private RpcReply TestPort(RpcCall call)
    {
        string? protocol = call.Arguments.Text("ip_protocol");
        if (call.Arguments.Error is { } wrong) return wrong;
        if (protocol is not (null or "ipv4" or "ipv6")) return RpcError.InvalidParams("invalid ip protocol string");
        bool isOpen = host.IncomingPeers.CameBy(protocol switch
        {
            "ipv4" => AddressFamily.InterNetwork,
            "ipv6" => AddressFamily.InterNetworkV6,
            _ => null,
        });
        return RpcReply.Of(writer =>
        {
            writer.Flag(PortIsOpen, isOpen);
            if (protocol is not null) writer.Text(IpProtocol, protocol);
        });
    }

    private static RpcReply UpdateBlocklist(RpcCall call) =>
        new RpcError(RpcErrorCode.SystemError, "this server has no blocklist that could be updated");

    private static RpcReply GetGroups(RpcCall call) => RpcReply.Of(writer =>
    {
        writer.BeginArray(Group);
        writer.Json.WriteEndArray();
    });

    // There are no groups, so a limit of one would hold for nobody.
    private static RpcReply SetGroup(RpcCall call)
    {
        string? name = call.Arguments.Text("name");
        if (call.Arguments.Error is { } wrong) return wrong;
        return string.IsNullOrEmpty(name) ? RpcError.InvalidParams("No group name given") : RpcReply.Done;
    }
}
