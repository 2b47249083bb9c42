using System.CommandLine;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Running;
using GSTorrent.Cli.Servers;
using GSTorrent.Client;
using GSTorrent.Terminal;

namespace GSTorrent.Cli.Verbs;

/// <summary>
/// <c>server list</c>, <c>server default</c>, <c>server remove</c>; see <see cref="ServerAddVerb"/> too.
/// </summary>
internal static class ServerVerb
{
    private static IReadOnlyList<Column<(KnownServer Server, bool IsDefault)>> Columns { get; } =
    [
        new("DEFAULT", row => row.IsDefault ? "*" : Units.Nothing),
        new("NAME", row => row.Server.Name),
        new("TOKEN", row => Units.YesNo(row.Server.Token is not null)),
        new("URL", row => row.Server.Url),
        new("FINGERPRINT", row => row.Server.Fingerprint ?? Units.Nothing),
    ];

    public static Command Create(VerbHost host) => new("server", "Keep servers by name, on this machine.")
    {
        ServerAddVerb.Create(host),
        ListCommand(host),
        DefaultCommand(host),
        RemoveCommand(host),
    };

    private static Command ListCommand(VerbHost host) =>
        host.Handle(new Command("list", "Show the known servers."), (call, _) =>
        {
            ServerBook book = call.Book.Load();
            KnownServer? standard = book.Find(book.Default ?? "");
            call.Printer.Json(
                [.. book.Servers.Select(s => s with { Token = null })],
                    ServerBookJson.Default.IReadOnlyListKnownServer);
            call.Printer.Table(Columns, [.. book.Servers.Select(s => (s, s == standard))]);
            return Task.FromResult(ExitCode.Done);
        });

    private static Command DefaultCommand(VerbHost host)
    {
        Argument<string> name = Name("Server to use when none is named; 'local' for the one on this machine.");
        return host.Handle(new Command("default", "Choose the server to use when none is named.") { name }, (call, _) =>
        {
            ServerBook book = call.Book.Load();
            bool local = ServerChoice.IsLocalName(call.Get(name));
            string? chosen = local ? null : Known(book, call.Get(name)).Name;
            call.Book.Save(book with { Default = chosen });
            call.Printer.Line($"Default server: {chosen ?? ServerChoice.LocalName}");
            return Task.FromResult(ExitCode.Done);
        });
    }

    private static Command RemoveCommand(VerbHost host)
    {
        Argument<string> name = Name("Server to forget, or a URL whose pinned certificate to forget.");
        var command = new Command("remove", "Forget a server, its token and its fingerprint.") { name };
        return host.Handle(command, (call, _) =>
        {
            ServerBook book = call.Book.Load();
            call.Book.Save(PinnedUrl(book, call.Get(name)) is { } url
                ? book.WithoutPin(url)
                : book.Without(Known(book, call.Get(name))));
            call.Printer.Line($"Removed {call.Get(name)}.");
            return Task.FromResult(ExitCode.Done);
        });
    }

    private static Argument<string> Name(string description) => new("NAME") { Description = description };

    private static string? PinnedUrl(ServerBook book, string text) =>
        ServerAddress.TryParse(text, out ServerAddress? address) && book.Pins.ContainsKey(address.ToString())
            ? address.ToString()
            : null;

    private static KnownServer Known(ServerBook book, string name) => book.Find(name)
        ?? throw new CliException(ExitCode.Failed, $"no server is named '{name}': see 'gstctl server list'");
}
