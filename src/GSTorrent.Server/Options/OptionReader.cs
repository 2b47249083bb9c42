using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GSTorrent.Application;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.Settings;
using GSTorrent.Server.Commands;

namespace GSTorrent.Server.Options;

/// <summary>Makes options of a parsed command line. An error is a usage error.</summary>
internal sealed class OptionReader(OptionSet options, CommandContext context)
{
    private const string Code = "usage";
    private readonly Dictionary<string, string> _settings = new(StringComparer.OrdinalIgnoreCase);

    public Result<ServerOptions> Read(ParseResult parse)
    {
        string[] hosts = parse.GetValue(options.Hosts) ?? [];
        int port = parse.GetValue(options.Port);
        if (port is < 0 or > ushort.MaxValue) return Wrong($"--port {port} is not between 0 and 65535");
        AppError? error = ReadSettings(parse);
        if (error is not null) return error;
        string? certificate = parse.GetValue(options.TlsCertificate);
        string? key = parse.GetValue(options.TlsKey);
        if (certificate is null != key is null) return Wrong("--tls-cert and --tls-key belong together");
        string? destination = parse.GetValue(options.Destination);
        string? stateDirectory = parse.GetValue(options.StateDirectory);
        if (hosts.Contains("") || destination is "" || stateDirectory is "" || certificate is "" || key is "")
            return Wrong("an option's value is empty");
        return new ServerOptions
        {
            Hosts = hosts.Length > 0 ? hosts : [ServerOptions.DefaultHost],
            Port = port,
            Destination = destination is null ? null : Absolute(destination),
            StateDirectory = Absolute(
                stateDirectory ?? StateDirectory.DefaultPath(context.Environment.GetValueOrDefault)),
            Settings = _settings,
            NoAuth = parse.GetValue(options.NoAuth),
            TlsFiles = certificate is null ? null : (Absolute(certificate), Absolute(key!)),
        };
    }

    private AppError? ReadSettings(ParseResult parse)
    {
        foreach (string pair in parse.GetValue(options.Settings) ?? [])
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) return Wrong($"--set {pair} is not NAME=VALUE");
            if (Put(pair[..equals], pair[(equals + 1)..]) is { } wrong) return wrong;
        }

        var families = new HashSet<AddressFamily>();
        foreach (string address in parse.GetValue(options.External) ?? [])
            if (PutExternal(address, families) is { } wrong) return wrong;
        if (parse.GetValue(options.Offline) && Put(NetworkSettings.Offline.Name, "true") is { } notOffline)
            return notOffline;
        return parse.GetValue(options.PeerPort) is { } port
            ? Put(NetworkSettings.PeerPort.Name, port.ToString(CultureInfo.InvariantCulture))
            : null;
    }

    private AppError? PutExternal(string text, HashSet<AddressFamily> families)
    {
        if (!IPAddress.TryParse(text.Trim('[', ']'), out IPAddress? address))
            return Wrong($"--external {text} is not an IP address");
        if (!families.Add(address.AddressFamily))
            return Wrong($"--external {text} is one too many: one IPv4 and one IPv6 address may be given");
        SettingDefinition setting = address.AddressFamily == AddressFamily.InterNetwork
            ? NetworkSettings.ExternalAddressV4
            : NetworkSettings.ExternalAddressV6;
        return Put(setting.Name, address.ToString());
    }

    private AppError? Put(string name, string text)
    {
        if (!SettingsCatalog.Find(name).TryGet(out SettingDefinition? setting, out AppError? error)) return error;
        Result<SettingValue> value = SettingParser.Parse(setting, text);
        if (value.Error is null) _settings[setting.Name] = text;
        return value.Error;
    }

    private string Absolute(string path) => Path.GetFullPath(path, context.CurrentDirectory);

    private static AppError Wrong(string message) => new(Code, message);
}
