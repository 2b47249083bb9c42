namespace GSTorrent.Client.Tests;

/// <summary>Answers as the API's document describes them.</summary>
internal static class Samples
{
    public const string Torrent = """
        {"id":7,"infoHash":"0123456789abcdef0123456789abcdef01234567","name":"debian.iso","state":"downloading",
        "progress":0.5,"wantedBytes":2048,"totalBytes":4096,"doneBytes":1024,"downloadBytesPerSecond":1572864,
        "uploadBytesPerSecond":0,"etaS":125,"ratio":0.25,"peersConnected":3,"seedsConnected":1,
        "addedUnixMs":1700000000000,"destination":"/srv/torrents","tags":["linux"],"aNewField":true}
        """;

    public const string List = """{"revision":42,"torrents":[""" + Torrent + "]}";

    public const string Action = """[{"id":"7"}]""";

    public const string Journal = """
        {"cursor":2,"entries":[{"sequence":2,"timeUnixMs":1700000000000,"severity":"error","kind":"disk-full",
        "infoHash":"0123456789abcdef0123456789abcdef01234567","text":"No room on /srv."}]}
        """;

    public const string Settings = """
        [{"name":"transfers.download-limit","type":"rate","value":"0","default":"0","source":"default","text":"T"}]
        """;

    public const string Token = """{"id":"t1","name":"n","role":"read","createdUnixMs":1,"token":"gst_secret"}""";

    public const string User = """{"name":"alice","role":"control","category":"tv","createdUnixMs":1}""";

    public static Api.Contracts.CreateUserRequest NewUser { get; } =
        new() { Name = "alice", Password = "secret of alice", Role = Api.Contracts.TokenRole.Control };

    public const string Server = """{"version":"0.1.0","destination":"/srv"}""";

    public const string Stats = """{"uptimeS":3}""";
}
