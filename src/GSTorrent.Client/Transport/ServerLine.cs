using System.Net.Http.Headers;

namespace GSTorrent.Client.Transport;

/// <summary>What calls to one address of a server go through.</summary>
internal sealed class ServerLine : IDisposable
{
    public ServerLine(ClientSettings settings)
    {
        Settings = settings;
        Pin = new CertificatePin(settings);
        Http = new HttpClient(ConnectionFactory.Create(settings, Pin))
        {
            BaseAddress = new Uri(settings.Address.Root, "api/v1/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (settings.Token is { Length: > 0 } token)
            Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public ClientSettings Settings { get; }

    public CertificatePin Pin { get; }

    public HttpClient Http { get; }

    /// <summary>Does it lead to the same server, with the same key to it?</summary>
    public bool Leads(ClientSettings to) =>
        Settings.Address == to.Address && string.Equals(Settings.Token, to.Token, StringComparison.Ordinal);

    public void Dispose() => Http.Dispose();
}
