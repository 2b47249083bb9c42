using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;

namespace GSTorrent.Server.Options;

/// <summary>The options of the server, as people write them.</summary>
internal sealed class OptionSet
{
    public Option<string[]> Hosts { get; } = new("--host", "-h")
    {
        Description = "Control address: IP address, name, or unix:/path; may be given several times. "
            + "(default: 127.0.0.1)",
        HelpName = "ADDR",
    };

    public Option<int> Port { get; } = new("--port", "-p")
    {
        Description = "Control port; 0 picks a free one.",
        HelpName = "N",
        DefaultValueFactory = _ => ServerOptions.DefaultPort,
        CustomParser = result => ReadNumber(result, "--port") ?? 0,
    };

    public Option<string[]> External { get; } = new("--external", "-s")
    {
        Description = "External IP address that is told to trackers; one IPv4 and one IPv6 address may be given.",
        HelpName = "ADDR",
    };

    public Option<string?> Destination { get; } = new("--destination", "-d")
    {
        Description = "Where downloads go; remembered for later runs.",
        HelpName = "DIR",
    };

    public Option<string?> StateDirectory { get; } = new("--state-dir")
    {
        Description = "Where everything is kept that outlasts a run.",
        HelpName = "DIR",
    };

    public Option<int?> PeerPort { get; } = new("--peer-port")
    {
        Description = "TCP and UDP port for peers; 0 picks a free one. (default: 51413)",
        HelpName = "N",
        CustomParser = result => ReadNumber(result, "--peer-port"),
    };

    public Option<string[]> Settings { get; } = new("--set")
    {
        Description = "Any setting, for this run only; may be given several times. In rates and sizes k, M, G are "
            + "powers of 1000 and Ki, Mi, Gi of 1024.",
        HelpName = "NAME=VALUE",
    };

    public Option<bool> Offline { get; } = new("--offline")
    {
        Description = "No discovery of any kind: only trackers and peers that are named.",
    };

    public Option<bool> NoAuth { get; } = new("--no-auth")
    {
        Description = "Ask nobody to sign in; only with loopback addresses and unix sockets.",
    };

    public Option<string?> TlsCertificate { get; } = new("--tls-cert")
    {
        Description = "Certificate in PEM, read again when it changes. (default: one of its own)",
        HelpName = "FILE",
    };

    public Option<string?> TlsKey { get; } = new("--tls-key")
    {
        Description = "Private key of the certificate, in PEM.",
        HelpName = "FILE",
    };

    public RootCommand AddTo(RootCommand root)
    {
        foreach (Option inherited in root.Options.OfType<HelpOption>().ToArray()) root.Options.Remove(inherited);

        // -h is the host here, as it was in the first GSTorrent.
        root.Add(new HelpOption("--help", []));
        foreach (Option option in All) root.Add(option);
        return root;
    }

    private static int? ReadNumber(ArgumentResult result, string name)
    {
        string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            return number;
        result.AddError($"{name} {text} is not a number between 0 and 65535");
        return null;
    }

    private Option[] All =>
    [
        Hosts, Port, External, Destination, StateDirectory, PeerPort, Settings, Offline, NoAuth, TlsCertificate, TlsKey,
    ];
}
