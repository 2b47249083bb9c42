using GSTorrent.Application.Settings;

namespace GSTorrent.Api.QBittorrent.Preferences;

/// <summary>What preferences are read from.</summary>
/// <param name="Settings">The settings as they are.</param>
/// <param name="Destination">Where content goes if nobody names a place.</param>
/// <param name="PeerPort">The port for peers; 0: none is open.</param>
/// <param name="ControlPort">The port that the request came to.</param>
/// <param name="UserName">Who asks.</param>
internal sealed record PreferenceView(
    SettingsSnapshot Settings, string Destination, int PeerPort, int ControlPort, string UserName);
