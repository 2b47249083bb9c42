namespace GSTorrent.Api.QBittorrent.Fields;

/// <summary>Reads one value of what is shown.</summary>
internal delegate TValue Getter<TShown, out TValue>(in TShown shown);
