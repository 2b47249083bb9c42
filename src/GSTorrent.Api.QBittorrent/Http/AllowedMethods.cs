namespace GSTorrent.Api.QBittorrent.Http;

/// <summary>Metadata of a route: the methods that it takes. Others are answered by it too, but only with 405.</summary>
/// <param name="Methods">In capitals.</param>
internal sealed record AllowedMethods(IReadOnlyList<string> Methods);
