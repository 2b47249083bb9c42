namespace GSTorrent.Application.ReadModel;

/// <summary>Does a row fit, at that moment?</summary>
internal delegate bool RowTest(TorrentRow row, long nowUnixMs);
