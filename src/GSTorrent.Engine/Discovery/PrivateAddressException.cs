namespace GSTorrent.Engine;

/// <summary>
/// A host that was to be asked has no public address, and may not be at another. The platform's HTTP takes no other
/// form of refusal from whoever makes its connections; it is the inner exception of what a request throws.
/// </summary>
public sealed class PrivateAddressException : IOException
{
    internal PrivateAddressException(string host)
        : base($"{host} has no public address") => Host = host;

    /// <summary>The host.</summary>
    public string Host { get; }
}
