namespace GSTorrent.Application.Journal;

/// <summary>The kinds of entries; programs rely on these words.</summary>
public static class JournalKinds
{
    /// <summary>The server began to run.</summary>
    public const string ServerStarted = "server-started";

    /// <summary>The server was told to end.</summary>
    public const string ServerStopped = "server-stopped";

    /// <summary>Stored state was damaged; the text tells what was done.</summary>
    public const string StateDamaged = "state-damaged";

    /// <summary>The files of the certificate were changed; the text tells whether they are in use.</summary>
    public const string CertificateChanged = "certificate-changed";

    /// <summary>A setting is not as asked for.</summary>
    public const string SettingIgnored = "setting-ignored";

    /// <summary>Settings were changed.</summary>
    public const string SettingsChanged = "settings-changed";

    /// <summary>A torrent was added.</summary>
    public const string TorrentAdded = "torrent-added";

    /// <summary>A torrent could not be added, and whoever wished it was not told why.</summary>
    public const string TorrentRefused = "torrent-refused";

    /// <summary>A torrent has all that is wanted of it.</summary>
    public const string TorrentFinished = "torrent-finished";

    /// <summary>A torrent was seeded as much as its share limits say.</summary>
    public const string TorrentSharedEnough = "torrent-shared-enough";

    /// <summary>A torrent was removed.</summary>
    public const string TorrentRemoved = "torrent-removed";

    /// <summary>
    /// Some files of a removed torrent stay, as another torrent uses them; <see cref="ContentDeleted"/> follows.
    /// </summary>
    public const string ContentShared = "content-shared";

    /// <summary>A removal with content has ended: none of it is left but files that others use.</summary>
    public const string ContentDeleted = "content-deleted";

    /// <summary>A removal with content has ended, and the content is still there; the text tells why.</summary>
    public const string ContentKept = "content-kept";

    /// <summary>A torrent stopped by an error.</summary>
    public const string TorrentFailed = "torrent-failed";

    /// <summary>A torrent goes on after an error.</summary>
    public const string TorrentRecovered = "torrent-recovered";

    /// <summary>A torrent's content lies elsewhere.</summary>
    public const string TorrentMoved = "torrent-moved";

    /// <summary>A torrent was checked.</summary>
    public const string TorrentChecked = "torrent-checked";

    /// <summary>A torrent's content on disk is not what it was.</summary>
    public const string TorrentDamaged = "torrent-damaged";

    /// <summary>A peer was banned.</summary>
    public const string PeerBanned = "peer-banned";

    /// <summary>A token was made.</summary>
    public const string TokenCreated = "token-created";

    /// <summary>A token was revoked.</summary>
    public const string TokenRevoked = "token-revoked";

    /// <summary>A user was added.</summary>
    public const string UserAdded = "user-added";

    /// <summary>A user has another password.</summary>
    public const string UserChanged = "user-changed";

    /// <summary>A user was removed.</summary>
    public const string UserRemoved = "user-removed";

    /// <summary>Somebody came in.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Somebody ended a session.</summary>
    public const string SignedOut = "signed-out";

    /// <summary>Somebody changed something over an API; the text tells who, from where.</summary>
    public const string ChangedByApi = "changed-by-api";

    /// <summary>Somebody came without a right.</summary>
    public const string SignInFailed = "sign-in-failed";
}
