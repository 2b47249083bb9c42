namespace GSTorrent.Storage;

/// <summary>Says that a file is not the torrent's, and what to do about it.</summary>
internal static class NotOurs
{
    // Not who: its reader may be one who is not to know what other torrents there are.
    public static StorageError Guarded(string path) => Refuse("write", path,
        "another torrent has this file too, with other content; one of the two needs another destination or file name");

    public static StorageError NotEmpty(string path) => Refuse("begin", path,
        "this file is there already and is empty in the torrent; move it away or give the torrent another destination, "
        + "and start it again");

    public static StorageError Appeared(string path) => Refuse("write", path,
        "this file was not there before and was not made by the torrent; move it away, or start the torrent again to "
        + "have it checked");

    public static StorageError Longer(string path, long length) => Refuse("write", path,
        $"this file is longer than the {length} bytes that it has in the torrent, and what is beyond them is not the "
        + "torrent's; move it away or cut it, and start the torrent again");

    public static StorageError HasOtherBytes(string path) => Refuse("complete", path,
        "this file is there already and holds what the torrent did not write; move it away, and start the torrent "
        + "again");

    public static StorageError BesideSuffixed(string path, string other) => Refuse("move", path,
        $"this file has the name of the torrent's file {other}, which is not complete; move it away, and try again");

    public static StorageError Replaced(string operation, string path) => new(
        StorageErrorKind.Replaced, operation, path,
        "another file stands where the one was that was written to; the torrent is checked anew");

    private static StorageError Refuse(string operation, string path, string message) =>
        new(StorageErrorKind.AlreadyExists, operation, path, message);
}
