using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace GSTorrent.Client.Transport;

/// <summary>
/// Decides whether the server's certificate is the right one: the pinned one, or, without a pin, one that the system
/// trusts or the first one seen. Whatever was accepted first stays pinned for the client's life. Thread-safe.
/// </summary>
internal sealed class CertificatePin(ClientSettings settings)
{
    private string? _pinned = settings.Fingerprint;
    private string? _refused;

    /// <summary>Fingerprint of the last certificate that was turned down, or null.</summary>
    public string? Refused => Volatile.Read(ref _refused);

    /// <summary>Fingerprint that certificates must have from now on, or null.</summary>
    public string? Pinned => Volatile.Read(ref _pinned);

    public bool Accepts(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null) return false;
        string seen = CertificateFingerprint.Of(certificate);
        string? pinned = Volatile.Read(ref _pinned);
        if (pinned is null && MayPin(errors)) pinned = PinFirst(seen);
        bool accepted = pinned is null ? errors == SslPolicyErrors.None : IsSame(pinned, seen);
        if (!accepted) Volatile.Write(ref _refused, seen);
        return accepted;
    }

    private bool MayPin(SslPolicyErrors errors) =>
        settings.PinsFirstCertificate && !errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable);

    private string PinFirst(string seen)
    {
        string? earlier = Interlocked.CompareExchange(ref _pinned, seen, null);
        if (earlier is not null) return earlier;
        settings.FirstCertificatePinned?.Invoke(seen);
        return seen;
    }

    private static bool IsSame(string pinned, string seen) =>
        CertificateFingerprint.TryNormalize(pinned, out string? normal)
        && string.Equals(normal, seen, StringComparison.Ordinal);
}
