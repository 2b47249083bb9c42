using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GSTorrent.Application;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.Settings;

namespace GSTorrent.Server.Commands.Get;

/// <summary>The command line of <c>get</c>.</summary>
internal sealed class GetArguments
{
    private const int MaxPort = 65_535;

    private readonly Argument<string[]> _uris = new("URI")
    {
        Description = "Magnet link, .torrent file, or http(s) address of one.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _destination = new("--destination", "-d")
    {
        Description = "Directory for the content; made if need be. Default: the current one.",
        HelpName = "DIR",
    };

    private readonly Option<string[]> _peers = new("--peer")
    {
        Description = "Peer to connect to; repeatable.",
        HelpName = "HOST:PORT",
    };

    private readonly Option<bool> _seed = new("--seed") { Description = "Go on seeding until interrupted." };

    private readonly Option<string[]> _files = new("--files")
    {
        Description = "Files to download and no others: glob, path, index or range; repeatable.",
        HelpName = "PATTERN",
    };

    private readonly Option<bool> _offline = new("--offline")
    {
        Description = "No discovery: only trackers and peers that are named.",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "A setting for this run; repeatable. Limits hold for each URI.",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<int> _peerPort = new("--peer-port")
    {
        Description = "Port for peers, of the first URI. Default: a free one.",
        HelpName = "N",
    };

    private readonly Option<bool> _recheck = new("--recheck")
    {
        Description = "Verify the files instead of trusting what an earlier run has recorded.",
    };

    private readonly Option<string> _stateDir = new("--state-dir")
    {
        Description = "Where unfinished downloads are recorded, so that they can go on later.",
        HelpName = "DIR",
    };

    public GetArguments()
    {
        _uris.Validators.Add(argument =>
        {
            // Words that the options do not know end up here.
            if (argument.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } unknown)
                argument.AddError($"there is no option '{unknown.Value}'");
        });
        _peers.Validators.Add(Each(text => IsHostPort(text) ? null : $"--peer: '{text}' is not HOST:PORT"));
        _set.Validators.Add(Each(text => FindSettingError(text) is { } error ? $"--set: {error}" : null));
        _peerPort.Validators.Add(Each(text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= MaxPort
                ? null
                : $"--peer-port: '{text}' is not a port from 0 to {MaxPort}"));
    }

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print a JSON object a line: progress, and the result as the last one.",
    };

    public Command ToCommand() => new("get", "Download in the foreground; goes on where it ended when run again.")
    {
        _uris, _destination, _peers, _seed, _files, _offline, _set, _peerPort, _recheck, _stateDir, Json,
    };

    /// <summary>The values of a command line without errors.</summary>
    public GetOptions Read(ParseResult parse, CommandContext context)
    {
        string stateRoot = parse.GetValue(_stateDir)
            ?? StateDirectory.DefaultPath(name => context.Environment.GetValueOrDefault(name));
        return new GetOptions
        {
            Uris = parse.GetValue(_uris) ?? [],
            Destination = Path.GetFullPath(parse.GetValue(_destination) ?? ".", context.CurrentDirectory),
            StateRoot = Path.GetFullPath(stateRoot, context.CurrentDirectory),
            Peers = parse.GetValue(_peers) ?? [],
            Files = parse.GetValue(_files) ?? [],
            Seed = parse.GetValue(_seed),
            Recheck = parse.GetValue(_recheck),
            Settings = ReadSettings(parse),
        };
    }

    private Dictionary<string, string> ReadSettings(ParseResult parse)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            // A server may run on the same machine: its port is not for us.
            [NetworkSettings.PeerPort.Name] = parse.GetValue(_peerPort).ToString(CultureInfo.InvariantCulture),
        };
        foreach (string text in parse.GetValue(_set) ?? [])
        {
            (string name, string value) = Split(text);
            settings[SettingsCatalog.Find(name).Value.Name] = value;
        }

        if (parse.GetResult(_peerPort) is { Implicit: false })
            settings[NetworkSettings.PeerPort.Name] = parse.GetValue(_peerPort).ToString(CultureInfo.InvariantCulture);
        if (parse.GetValue(_offline)) settings[NetworkSettings.Offline.Name] = "true";
        return settings;
    }

    private static string? FindSettingError(string text)
    {
        if (text.IndexOf('=', StringComparison.Ordinal) <= 0) return $"'{text}' is not NAME=VALUE";
        (string name, string value) = Split(text);
        if (!SettingsCatalog.Find(name).TryGet(out SettingDefinition? setting, out AppError? error))
            return error.Message;
        return SettingParser.Parse(setting, value).Error?.Message;
    }

    private static (string Name, string Value) Split(string text)
    {
        int at = text.IndexOf('=', StringComparison.Ordinal);
        return (text[..at], text[(at + 1)..]);
    }

    private static bool IsHostPort(string text)
    {
        int at = text.LastIndexOf(':');
        return at > 0
            && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && port is > 0 and <= MaxPort
            && Uri.CheckHostName(text[..at]) != UriHostNameType.Unknown;
    }

    private static Action<OptionResult> Each(Func<string, string?> findError) => result =>
    {
        foreach (Token token in result.Tokens)
            if (findError(token.Value) is { } error) result.AddError(error);
    };
}
