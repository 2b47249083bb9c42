namespace GSTorrent.Engine;

/// <summary>
/// A tracker on the internet redirects to a machine that is not. The platform's HTTP takes no other form of refusal
/// from whoever makes its connections.
/// </summary>
internal sealed class PrivateRedirectException() : IOException("the tracker redirects to a private address");
