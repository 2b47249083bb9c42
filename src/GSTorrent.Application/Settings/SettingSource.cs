namespace GSTorrent.Application.Settings;

/// <summary>Where a setting's value comes from; the later beats the earlier.</summary>
public enum SettingSource
{
    /// <summary>Nobody set it.</summary>
    Default,

    /// <summary>gstorrent.json in /etc/gstorrent or the state directory.</summary>
    File,

    /// <summary>Changed at run time and kept in the state.</summary>
    Changed,

    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary>The command line.</summary>
    CommandLine,
}
