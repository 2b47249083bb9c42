using System.CommandLine;
using GSTorrent.Cli.Running;
using GSTorrent.Cli.Servers;
using GSTorrent.Client;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>server add NAME URL</c></summary>
internal static class ServerAddVerb
{
    private const int MaxTokenLength = 4096;

    public static Command Create(VerbHost host)
    {
        var name = new Argument<string>("NAME") { Description = "Letters, digits, '-' and '_'." };
        name.Validators.Add(result =>
        {
            if (!IsName(result.Tokens[0].Value))
                result.AddError($"'{result.Tokens[0].Value}' is no server's name: take letters, digits, '-' and '_'.");
        });
        var url = new Argument<ServerAddress?>("URL")
        {
            Description = "https://host:port, unix:/path or, on this machine, http://host:port.",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (!ServerChoice.LooksLikeAddress(text) || !ServerAddress.TryParse(text, out ServerAddress? address))
                    result.AddError($"'{text}' is no server's URL: write https://host:port or unix:/path.");
                else if (ServerChoice.Refuse(address) is { } why) result.AddError(why + ".");
                else return address;
                return null;
            },
        };
        var options = new ServerAddOptions();
        var command = new Command("add", "Keep a server by name; its certificate is pinned now.") { name, url };
        options.AddTo(command);
        return host.Handle(command, (call, cancellation) =>
            AddAsync(call, call.Get(name), call.Get(url)!, options, cancellation));
    }

    private static async Task<ExitCode> AddAsync(
        VerbCall call, string name, ServerAddress address, ServerAddOptions options, CancellationToken cancellation)
    {
        // Adding again takes a new certificate and keeps the token, but never for another place.
        KnownServer? before = call.Book.Load().Find(name);
        bool isSamePlace = string.Equals(before?.Url, address.ToString(), StringComparison.Ordinal);
        string? given = options.ReadToken(call, MaxTokenLength);
        var server = new KnownServer
        {
            Name = name,
            Url = address.ToString(),
            Token = given ?? (isSamePlace ? before?.Token : null),
            Fingerprint = options.ReadFingerprint(call),
        };
        if (address.IsTls && server.Fingerprint is null)
            server = server with { Fingerprint = await SeeFingerprintAsync(call, address, cancellation) };
        if (given is not null && (server.Fingerprint is not null || !address.IsTls))
            await ProveTokenAsync(call, address, server, cancellation);
        ServerBook book = call.Book.Load().With(server);
        call.Book.Save(options.IsDefault(call) ? book with { Default = name } : book);
        call.Printer.Json([server with { Token = null }], ServerBookJson.Default.IReadOnlyListKnownServer);
        call.Printer.Line(server.Fingerprint is { } pinned
            ? $"Added {name}; its certificate is pinned: sha256:{pinned}"
            : $"Added {name}.");
        if (server.Token is null && call.Context.Environment("GSTORRENT_TOKEN") is null)
            call.Printer.Note($"no token is kept for {name}: copy the file 'token' of the server's state directory "
                + $"and give it with 'gstctl server add {name} {address} --token-file FILE'");
        return ExitCode.Done;
    }

    /// <summary>The fingerprint that the server shows now; null, with a note, if it cannot be reached.</summary>
    private static async Task<string?> SeeFingerprintAsync(
        VerbCall call, ServerAddress address, CancellationToken cancellation)
    {
        string? seen = null;
        var settings = new ClientSettings(address)
        {
            PinsFirstCertificate = true,
            FirstCertificatePinned = f => seen = f
        };
        using var client = new GSTorrentClient(settings);
        try
        {
            await client.GetServerAsync(cancellation);
        }
        catch (ClientException e) when (seen is null)
        {
            call.Printer.Note($"{e.Error.Message}; the certificate will be pinned at the first connection");
        }
        catch (ClientException)
        {
            // Without a token it is refused, but the certificate was seen.
        }

        return seen;
    }

    /// <summary>
    /// Shows a new token to the server, whose certificate is known by now; what it refuses is not kept. Whether it
    /// would, is not always to be found out.
    /// </summary>
    private static async Task ProveTokenAsync(
        VerbCall call, ServerAddress address, KnownServer server, CancellationToken cancellation)
    {
        using var client = new GSTorrentClient(
            new ClientSettings(address) { Token = server.Token, Fingerprint = server.Fingerprint });
        try
        {
            await client.GetServerAsync(cancellation);
        }
        catch (ClientException e) when (e.Error is { Kind: ClientErrorKind.NotAllowed, HttpStatus: 401 })
        {
            string why = e.Error.Message.TrimEnd('.');
            throw new CliException(
                ExitCode.NotAllowed, $"{address} refuses the token: {why}; {server.Name} was not added");
        }
        catch (ClientException e)
        {
            call.Printer.Note($"{e.Error.Message.TrimEnd('.')}; the token is kept unproven");
        }
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 64
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        && !ServerChoice.IsLocalName(text);
}
