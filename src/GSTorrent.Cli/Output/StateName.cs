using GSTorrent.Api.Contracts;

namespace GSTorrent.Cli.Output;

/// <summary>What a torrent's state is called, in tables and in filters.</summary>
internal static class StateName
{
    public static string Of(TorrentState state) => state switch
    {
        TorrentState.FetchingMetadata => "metadata",
        _ => state.ToString().ToLowerInvariant(),
    };
}
