using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>token create</c>, <c>token list</c>, <c>token revoke</c></summary>
internal static class TokenVerb
{
    public static Command Create(VerbHost host) => new("token", "Make, show and end the tokens that open the server.")
    {
        CreateCommand(host),
        ListCommand(host),
        RevokeCommand(host),
    };

    private static Command CreateCommand(VerbHost host)
    {
        var role = new Option<string>("--role")
        {
            Description = "What it allows; each includes the former.",
            Required = true,
        };
        role.AcceptOnlyFromAmong("read", "control", "admin");
        var name = new Option<string>("--name") { Description = "Whom or what it is for." };
        DateTimeOffset now = host.Context.Time.GetUtcNow();
        var expires = new Option<DateTimeOffset?>("--expires")
        {
            Description = "When it ends: 12h, 30d, 4w, or a day in UTC (2030-01-31). Never, if absent.",
            HelpName = "WHEN",
            CustomParser = result => Expiry.ParseOption(result, now),
        };
        var category = new Option<string>("--category")
        {
            Description = "Only torrents of this category and those below it; not with the role admin.",
        };
        var manners = new Option<string>("--qbittorrent")
        {
            Description = "Which version of qBittorrent the server is, over its Web API; 5.1, if absent.",
        };
        manners.AcceptOnlyFromAmong("5.1", "5.2");
        var command = new Command("create", "Make a token and print it, this once.")
        {
            role, name, expires, category, manners,
        };
        return host.Handle(command, async (call, cancellation) =>
        {
            var request = new CreateTokenRequest
            {
                Role = Enum.Parse<TokenRole>(call.Get(role)!, ignoreCase: true),
                Name = call.Get(name) ?? "",
                ExpiresUnixMs = call.Get(expires)?.ToUnixTimeMilliseconds(),
                Category = call.Get(category),
                QBittorrentManners = call.Get(manners) switch
                {
                    "5.1" => QBittorrentManners.V51,
                    "5.2" => QBittorrentManners.V52,
                    _ => null,
                },
            };
            TokenDto token = await call.Client.Tokens.CreateAsync(request, cancellation);
            call.Printer.Json(token, ContractsJsonContext.Default.TokenDto);
            call.Printer.Line(token.Token ?? "");
            return ExitCode.Done;
        });
    }

    private static Command ListCommand(VerbHost host) =>
        host.Handle(new Command("list", "Show the tokens, without their secrets."), async (call, cancellation) =>
        {
            IReadOnlyList<TokenDto> tokens = await call.Client.Tokens.ListAsync(cancellation);
            call.Printer.Json(tokens, ContractsJsonContext.Default.IReadOnlyListTokenDto);
            call.Printer.Table(Tables.Tokens, tokens);
            return ExitCode.Done;
        });

    private static Command RevokeCommand(VerbHost host)
    {
        var id = new Argument<string>("ID") { Description = "As 'token list' shows it." };
        return host.Handle(new Command("revoke", "End a token at once.") { id }, async (call, cancellation) =>
        {
            await call.Client.Tokens.RevokeAsync(call.Get(id), cancellation);
            call.Printer.Line($"Revoked {call.Get(id)}.");
            return ExitCode.Done;
        });
    }
}
