using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.Transmission.Session;

/// <summary>session_get, session_set and session_close.</summary>
internal sealed class SessionMethods(GstHost host, string sessionId)
{
    public IEnumerable<RpcMethod> Methods =>
    [
        RpcMethod.Of("session_get", AccessRole.Read, GetAsync),
        RpcMethod.Of("session_set", AccessRole.Admin, SetAsync),
        RpcMethod.Of("session_close", AccessRole.Admin, Close),
    ];

    private static RpcReply Close(RpcCall call)
    {
        call.Origin.EndServer();
        return RpcReply.Done;
    }

    private async Task<RpcReply> GetAsync(RpcCall call)
    {
        IReadOnlyList<string>? names = call.Arguments.Texts("fields");
        if (call.Arguments.Error is { } wrong) return wrong;
        SessionKey[] keys = names is null
            ? [.. KeyTable.All]
            : [.. names.Select(name => KeyTable.Find(name, call.Dialect)).OfType<SessionKey>().Distinct()];
        bool asksDisk = Array.Exists(keys, key => key.Name.Snake is PlaceKeys.FreeSpace);
        var view = new SessionView
        {
            Host = host,
            Settings = host.SettingsFor(call.Caller),
            SeesMachine = call.Caller.Category is null,
            Dialect = call.Dialect,
            SessionId = sessionId,
            FreeBytes = asksDisk ? await FreeBytesAsync() : -1,
        };
        return RpcReply.Of(writer =>
        {
            foreach (SessionKey key in keys)
            {
                writer.Name(key.Name);
                key.Write(writer, view);
            }
        });
    }

    private async Task<long> FreeBytesAsync() =>
        (await host.Volumes.GetAsync(host.Destination)) is { Error: null } space ? space.Value.FreeBytes : -1;

    private async Task<RpcReply> SetAsync(RpcCall call)
    {
        var edit = new SessionEdit(call.Arguments, host);
        foreach (string name in call.Arguments.Names) KeyTable.Find(name, call.Dialect)?.Apply?.Invoke(edit);
        if (call.Arguments.Error is { } wrong) return wrong;
        if (edit.Error is { } refused) return refused;
        if (edit.Changes.Count == 0) return RpcReply.Done;
        Result<SettingsSnapshot> changed = await host.Settings.ChangeAsync(edit.Changes);
        return changed.Error is { } error ? RpcError.Of(error) : RpcReply.Done;
    }
}
