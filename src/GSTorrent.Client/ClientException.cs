namespace GSTorrent.Client;

/// <summary>Thrown by every call of the client that did not get its answer; <see cref="Error"/> says why.</summary>
public sealed class ClientException : Exception
{
    /// <param name="error">Why the call failed.</param>
    /// <param name="cause">What the network layer threw, if it did.</param>
    public ClientException(ClientError error, Exception? cause = null)
        : base(error?.ToString(), cause)
    {
        ArgumentNullException.ThrowIfNull(error);
        Error = error;
    }

    /// <summary>Why the call failed.</summary>
    public ClientError Error { get; }
}
