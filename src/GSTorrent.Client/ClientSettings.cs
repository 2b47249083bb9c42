namespace GSTorrent.Client;

/// <summary>How to reach one server.</summary>
/// <param name="Address">Where it listens.</param>
public sealed record ClientSettings(ServerAddress Address)
{
    /// <summary>Sent as bearer token with every request; null sends none.</summary>
    public string? Token { get; init; }

    /// <summary>SHA-256 that the certificate must have (see <see cref="CertificateFingerprint"/>), or null.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>
    /// Without <see cref="Fingerprint"/>: accept the first certificate seen and no other from then on. False leaves
    /// the decision to the certificate authorities that the system trusts.
    /// </summary>
    public bool PinsFirstCertificate { get; init; }

    /// <summary>
    /// Called once, on a network thread, with the fingerprint that <see cref="PinsFirstCertificate"/> accepted: store
    /// it and give it as <see cref="Fingerprint"/> next time.
    /// </summary>
    public Action<string>? FirstCertificatePinned { get; init; }

    /// <summary>How long a call may take from its start to its complete answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may take to be made.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>An event stream that is silent for this long counts as broken and is resumed.</summary>
    public TimeSpan EventSilenceLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The longest wait between two attempts to resume an event stream; the first wait is a 30th of it.
    /// </summary>
    public TimeSpan LongestResumeDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Called while events or the journal are followed: with the error when the server is lost and asked again and
    /// again, once for each loss, and with null when it is back. Following goes on when this returns.
    /// </summary>
    public Action<ClientError?>? LossChanged { get; init; }

    /// <summary>
    /// Called before a lost server is asked again while events or the journal are followed: how it is to be reached
    /// now, which holds for all later calls, or null if nothing better is known. A local server may come back on
    /// another port.
    /// </summary>
    public Func<ClientSettings?>? FindAgain { get; init; }

    /// <summary>The clock for timeouts and waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
