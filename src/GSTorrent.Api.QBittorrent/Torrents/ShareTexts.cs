using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application.Persistence;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Share limits in parameters: -2 is as the settings say, -1 no limit, times in minutes.</summary>
internal static class ShareTexts
{
    private const long MaxMinutes = 525_600_000;
    private const double MaxRatio = 9_999;

    /// <summary>The limits with those parts replaced that are given.</summary>
    public static ShareLimits Read(Parameters parameters, ShareLimits before) => before with
    {
        Ratio = parameters.Real("ratioLimit") is { } ratio ? RatioOf(ratio) : before.Ratio,
        SeedingTimeS = Minutes(parameters, "seedingTimeLimit", before.SeedingTimeS),
        IdleTimeS = Minutes(parameters, "inactiveSeedingTimeLimit", before.IdleTimeS),
        Action = ActionOf(parameters.Text("shareLimitAction"), before.Action),
    };

    private static double? RatioOf(double ratio) => ratio switch
    {
        <= -2 => null,
        < 0 => -1,
        _ => Math.Min(ratio, MaxRatio),
    };

    private static long? Minutes(Parameters parameters, string name, long? before) =>
        parameters.Real(name) is { } minutes ? SecondsOf(minutes) : before;

    private static long? SecondsOf(double minutes) => minutes switch
    {
        <= -2 => null,
        < 0 => -1,
        _ => (long)Math.Min(minutes, MaxMinutes) * 60,
    };

    private static ShareAction? ActionOf(string text, ShareAction? before) => text switch
    {
        "Default" => null,
        "Stop" => ShareAction.Stop,
        "Remove" => ShareAction.Remove,
        "RemoveWithContent" => ShareAction.RemoveWithData,
        "EnableSuperSeeding" => ShareAction.SuperSeed,
        _ => before,
    };
}
