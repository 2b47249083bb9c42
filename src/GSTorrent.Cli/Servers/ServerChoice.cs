using GSTorrent.Cli.Running;
using GSTorrent.Client;

namespace GSTorrent.Cli.Servers;

/// <summary>Finds the server that is meant: by option, environment, the book's default, or the local one.</summary>
internal sealed class ServerChoice(CliContext context, ServerBookFile file)
{
    /// <summary>The name that always means the local server.</summary>
    public const string LocalName = "local";

    public ChosenServer Choose(string? serverOption, string? stateDirOption)
    {
        ServerBook book = file.Load();
        var local = new LocalServer(StateDirectory.Find(context, stateDirOption));
        // A state directory is a server's: whoever names one means that server, whatever the default is.
        string? fallback = stateDirOption is null ? book.Default : LocalName;
        string name = serverOption ?? context.Environment("GSTORRENT_SERVER") ?? fallback ?? LocalName;
        if (IsLocalName(name))
            return ChooseLocal(local, local.Best(), book) with { FindAgain = () => FindAgain(local) };
        if (book.Find(name) is { } known) return ChooseKnown(known);
        return ChooseUrl(name, local, book);
    }

    public static bool IsLocalName(string name) => string.Equals(name, LocalName, StringComparison.OrdinalIgnoreCase);

    /// <summary>A scheme, a port, a dot or "localhost": any other word is rather a mistyped name.</summary>
    public static bool LooksLikeAddress(string text) =>
        text.AsSpan().IndexOfAny(':', '/', '.') >= 0
        || string.Equals(text.Trim(), "localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null: a token may be sent there. Plain HTTP shows it to everybody on the way.</summary>
    public static string? Refuse(ServerAddress address)
    {
        bool isPrivate = address.IsTls || address.SocketPath is not null || address.Root.IsLoopback;
        return isPrivate ? null
            : $"{address} is another machine, and plain HTTP shows the token on the way: write https://, or take an "
                + "ssh tunnel";
    }

    private string? TokenOverride => context.Environment("GSTORRENT_TOKEN");

    private ChosenServer ChooseLocal(LocalServer local, ServerAddress address, ServerBook book) => new()
    {
        Address = address,
        Token = TokenOverride ?? local.Token(),
        TokenPath = local.TokenPath,
        Fingerprint = PinOf(address, book),
        IsLocal = true,
        Pin = PinUrl(address),
    };

    private ChosenServer? FindAgain(LocalServer local) =>
        local.BestWritten() is { } address ? ChooseLocal(local, address, file.Load()) : null;

    private ChosenServer ChooseKnown(KnownServer known)
    {
        if (!ServerAddress.TryParse(known.Url, out ServerAddress? address))
            throw new CliException(ExitCode.Failed,
                $"the URL '{known.Url}' of server '{known.Name}' in {file.Path} is none: add the server again");
        if (Refuse(address) is { } why) throw new CliException(ExitCode.Usage, why);
        return new ChosenServer
        {
            Address = address,
            Name = known.Name,
            Token = TokenOverride ?? known.Token,
            Fingerprint = known.Fingerprint,
            IsLocal = address.SocketPath is not null,
            Pin = seen => PinKnown(known.Name, seen),
        };
    }

    private ChosenServer ChooseUrl(string text, LocalServer local, ServerBook book)
    {
        if (!LooksLikeAddress(text) || !ServerAddress.TryParse(text, out ServerAddress? address))
            throw new CliException(ExitCode.Usage,
                $"no server is named '{text}': see 'gstctl server list', or give its URL");
        KnownServer? known = book.Servers.FirstOrDefault(
            s => ServerAddress.TryParse(s.Url, out ServerAddress? other) && other == address);
        if (known is not null) return ChooseKnown(known);
        // The local token goes to addresses that the local server itself has written down, and to no other.
        if (local.Addresses().Contains(address)) return ChooseLocal(local, address, book);
        if (Refuse(address) is { } why) throw new CliException(ExitCode.Usage, why);
        return new ChosenServer
        {
            Address = address,
            Token = TokenOverride,
            Fingerprint = PinOf(address, book),
            IsLocal = address.SocketPath is not null,
            Pin = PinUrl(address),
        };
    }

    private static string? PinOf(ServerAddress address, ServerBook book) =>
        book.Pins.GetValueOrDefault(address.ToString());

    private Action<string> PinUrl(ServerAddress address) =>
        seen => file.Save(file.Load().WithPin(address.ToString(), seen));

    private void PinKnown(string name, string seen)
    {
        ServerBook book = file.Load();
        if (book.Find(name) is { } known) file.Save(book.With(known with { Fingerprint = seen }));
    }
}
