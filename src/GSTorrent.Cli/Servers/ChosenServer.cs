using GSTorrent.Cli.Output;
using GSTorrent.Client;

namespace GSTorrent.Cli.Servers;

/// <summary>The server that a run talks to, and what opens it.</summary>
internal sealed record ChosenServer
{
    /// <summary>Where it listens.</summary>
    public required ServerAddress Address { get; init; }

    /// <summary>Its name in the book, if it is there.</summary>
    public string? Name { get; init; }

    /// <summary>Its token, if one is known.</summary>
    public string? Token { get; init; }

    /// <summary>Where its token was looked for, if that is a file.</summary>
    public string? TokenPath { get; init; }

    /// <summary>What its certificate must be, if that is known.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Does it run on this machine, so that a path means the same to it as here?</summary>
    public bool IsLocal { get; init; }

    /// <summary>Keeps the fingerprint that was seen first.</summary>
    public required Action<string> Pin { get; init; }

    /// <summary>
    /// Where it is after it was lost, or null if that cannot be told now; absent if it has one address for ever.
    /// </summary>
    public Func<ChosenServer?>? FindAgain { get; init; }

    public ClientSettings ToSettings(Printer printer) => new(Address)
    {
        Token = Token,
        Fingerprint = Fingerprint,
        PinsFirstCertificate = true,
        FirstCertificatePinned = seen =>
        {
            Pin(seen);
            printer.Note($"pinned the certificate of {Address} at first use: sha256:{seen}");
        },
    };
}
