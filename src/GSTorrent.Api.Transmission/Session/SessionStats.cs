using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Application;
using GSTorrent.Application.Access;

namespace GSTorrent.Api.Transmission.Session;

/// <summary>session_stats, of the torrents that the caller sees.</summary>
internal sealed class SessionStats(GstHost host)
{
    private static readonly RpcName Active = RpcName.Camel("active_torrent_count");
    private static readonly RpcName Paused = RpcName.Camel("paused_torrent_count");
    private static readonly RpcName Count = RpcName.Camel("torrent_count");
    private static readonly RpcName DownloadSpeed = RpcName.Camel("download_speed");
    private static readonly RpcName UploadSpeed = RpcName.Camel("upload_speed");
    private static readonly RpcName Current = RpcName.Kebab("current_stats");
    private static readonly RpcName Cumulative = RpcName.Kebab("cumulative_stats");
    private static readonly RpcName Downloaded = RpcName.Camel("downloaded_bytes");
    private static readonly RpcName Uploaded = RpcName.Camel("uploaded_bytes");
    private static readonly RpcName FilesAdded = RpcName.Camel("files_added");
    private static readonly RpcName SecondsActive = RpcName.Camel("seconds_active");
    private static readonly RpcName SessionCount = RpcName.Camel("session_count");

    public RpcMethod Method => RpcMethod.Of("session_stats", AccessRole.Read, Show);

    private RpcReply Show(RpcCall call)
    {
        StatisticsSnapshot seen = host.StatisticsFor(call.Caller);
        return RpcReply.Of(writer =>
        {
            writer.Number(Active, seen.Torrents - seen.Stopped);
            writer.Number(Paused, seen.Stopped);
            writer.Number(Count, seen.Torrents);
            writer.Number(DownloadSpeed, seen.DownloadRate);
            writer.Number(UploadSpeed, seen.UploadRate);
            Write(writer, Current, seen, isTotal: false);
            Write(writer, Cumulative, seen, isTotal: true);
        });
    }

    private static void Write(RpcWriter writer, RpcName name, StatisticsSnapshot now, bool isTotal)
    {
        writer.Begin(name);
        writer.Number(Downloaded, isTotal ? now.TotalDownloaded : now.SessionDownloaded);
        writer.Number(Uploaded, isTotal ? now.TotalUploaded : now.SessionUploaded);
        writer.Number(FilesAdded, isTotal ? now.TotalFilesAdded : now.SessionFilesAdded);
        writer.Number(SecondsActive, isTotal ? now.TotalActiveS : now.SessionActiveS);
        writer.Number(SessionCount, isTotal ? now.Runs : 1);
        writer.Json.WriteEndObject();
    }
}
