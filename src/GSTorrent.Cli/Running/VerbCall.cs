using System.CommandLine;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Servers;
using GSTorrent.Client;

namespace GSTorrent.Cli.Running;

/// <summary>One run of one verb: its arguments, its output, and its server once it asks for one.</summary>
internal sealed class VerbCall : IDisposable
{
    private readonly ParseResult _parse;
    private readonly GlobalOptions _options;
    private ChosenServer? _server;
    private GSTorrentClient? _client;

    public VerbCall(CliContext context, GlobalOptions options, ParseResult parse)
    {
        Context = context;
        _options = options;
        _parse = parse;
        Printer = new Printer(context, parse.GetValue(options.Json));
    }

    public CliContext Context { get; }

    public Printer Printer { get; }

    public ServerBookFile Book => new(ServerBookFile.PathFor(Context));

    /// <summary>The server that the options, the environment or the book name.</summary>
    public ChosenServer Server => _server ??= new ServerChoice(Context, Book).Choose(ServerText, StateDirText);

    /// <summary>The server if it was needed already; for messages.</summary>
    public ChosenServer? KnownServer => _server;

    public GSTorrentClient Client => _client ??= new GSTorrentClient(SettingsFor(Server));

    /// <summary>Told that the server is lost and asked again, or back (null); a note tells it otherwise.</summary>
    public Action<ClientError?>? LossChanged { get; set; }

    private string? ServerText => _parse.GetValue(_options.Server);

    private string? StateDirText => _parse.GetValue(_options.StateDir);

    public T? Get<T>(Option<T> option) => _parse.GetValue(option);

    public T Get<T>(Argument<T> argument) => _parse.GetRequiredValue(argument);

    /// <summary>The words of an argument that may have none.</summary>
    public string[] GetAll(Argument<string[]> argument) => _parse.GetValue(argument) ?? [];

    public bool Has(Option option) => _parse.GetResult(option) is { Implicit: false };

    private ClientSettings SettingsFor(ChosenServer server) => server.ToSettings(Printer) with
    {
        LossChanged = error => (LossChanged ?? NoteLoss)(error),
        FindAgain = Server.FindAgain is { } find ? () => find() is { } found ? SettingsFor(found) : null : null,
    };

    private void NoteLoss(ClientError? error) =>
        Printer.Note(error is null ? $"{Client.Address} is back" : ErrorText.OfLoss(error));

    public void Dispose() => _client?.Dispose();
}
