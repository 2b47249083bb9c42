using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Api.Transmission.Torrents.Fields;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.Transmission.Torrents;

/// <summary>Changes of a torrent's share limits: modes (0 as the settings say, 1 its own, 2 none) and values.</summary>
internal sealed record ShareEdits(long? RatioMode, double? RatioLimit, long? IdleMode, long? IdleMinutes)
{
    private const long MaxMinutes = 5_256_000;

    public bool IsEmpty => this is { RatioMode: null, RatioLimit: null, IdleMode: null, IdleMinutes: null };

    public static ShareEdits Read(Arguments arguments)
    {
        var edits = new ShareEdits(
            arguments.Number("seed_ratio_mode"), arguments.Real("seed_ratio_limit"),
            arguments.Number("seed_idle_mode"), arguments.Number("seed_idle_limit"));
        if (edits.RatioMode is < 0 or > 2) arguments.Refuse<object>("seed_ratio_mode", "0, 1 or 2");
        if (edits.IdleMode is < 0 or > 2) arguments.Refuse<object>("seed_idle_mode", "0, 1 or 2");
        if (edits.RatioLimit < 0) arguments.Refuse<object>("seed_ratio_limit", "a ratio");
        if (edits.IdleMinutes is < 0 or > MaxMinutes) arguments.Refuse<object>("seed_idle_limit", "a time in minutes");
        return edits;
    }

    public ShareLimits Apply(ShareLimits now, SettingsSnapshot settings) => now with
    {
        Ratio = RatioMode switch
        {
            0 => null,
            1 => RatioLimit ?? ShareView.RatioOf(now, settings),
            2 => -1,
            _ => now.Ratio is >= 0 ? RatioLimit ?? now.Ratio : now.Ratio,
        },
        IdleTimeS = IdleMode switch
        {
            0 => null,
            1 => (IdleMinutes ?? ShareView.IdleMinutesOf(now, settings)) * 60,
            2 => -1,
            _ => now.IdleTimeS is >= 0 && IdleMinutes is { } minutes ? minutes * 60 : now.IdleTimeS,
        },
    };
}
