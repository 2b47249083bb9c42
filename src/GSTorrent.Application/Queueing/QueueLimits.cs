using GSTorrent.Application.Settings;

namespace GSTorrent.Application.Queueing;

/// <summary>How many torrents may be active at once; 0 is no limit. Immutable.</summary>
/// <param name="Downloads">Torrents that lack something wanted.</param>
/// <param name="Seeds">Torrents that have all that is wanted.</param>
/// <param name="Active">Both together.</param>
internal readonly record struct QueueLimits(int Downloads, int Seeds, int Active)
{
    /// <summary>May everything run?</summary>
    public bool IsNone => Downloads == 0 && Seeds == 0 && Active == 0;

    public static QueueLimits Of(SettingsSnapshot settings) => settings.IsOn(QueueSettings.Enabled)
        ? new QueueLimits(
            settings.Count(QueueSettings.MaxDownloads),
            settings.Count(QueueSettings.MaxSeeds),
            settings.Count(QueueSettings.MaxActive))
        : default;
}
