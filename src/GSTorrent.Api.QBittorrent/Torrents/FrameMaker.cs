using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Settings;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Makes what all torrents of one answer have in common.</summary>
internal sealed class FrameMaker(GstHost host, TimeProvider clock)
{
    private readonly QueueIndex _queue = new(host.Torrents.ReadModel);

    public ListFrame Make(Call call)
    {
        SettingsSnapshot settings = host.Settings.Current;
        return ListFrame.Of(settings, clock.GetUtcNow().ToUnixTimeMilliseconds()) with
        {
            Places = settings.IsOn(QueueSettings.Enabled) ? _queue.Count() : QueuePlaces.None,
            ShowsSecrets = call.ShowsSecrets,
        };
    }
}
