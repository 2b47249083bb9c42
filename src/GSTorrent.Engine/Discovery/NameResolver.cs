using System.Net;

namespace GSTorrent.Engine;

/// <summary>Asks for the addresses of a name; the real one is that of the operating system.</summary>
internal delegate Task<IPAddress[]> NameResolver(string host, CancellationToken cancellation);
