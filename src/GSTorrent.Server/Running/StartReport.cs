using System.Globalization;
using GSTorrent.Application;
using GSTorrent.Server.Commands;
using GSTorrent.Server.Commands.Output;
using GSTorrent.Server.Control;

namespace GSTorrent.Server.Running;

/// <summary>What the server tells at its start: one line a fact, with a colon after its name.</summary>
internal sealed class StartReport(GstHost host, ControlServer server)
{
    /// <summary>What others see when they connect.</summary>
    public required ServerCertificate Certificate { get; init; }

    /// <summary>The page that takes a one-time secret behind a '#'; null if there is no use for it.</summary>
    public string? SignInLink { get; init; }

    public async Task WriteAsync(CommandContext context)
    {
        foreach (string warning in host.Warnings)
            await context.Error.WriteLineAsync($"{context.Program}: warning: {SafeText.Line(warning)}");
        foreach ((string name, string value) in Facts(context))
            await context.Out.WriteLineAsync($"{name}: {SafeText.Line(value)}");
        await context.Out.FlushAsync();
    }

    private IEnumerable<(string Name, string Value)> Facts(CommandContext context)
    {
        foreach (string url in server.Urls) yield return ("control", url);
        yield return ("certificate", "sha256:" + Certificate.Fingerprint);
        if (SignInLink is { } link) yield return ("sign-in", SignIn(context, link));
        yield return ("token", host.State.TokenPath);
        yield return ("destination", host.Destination);
        yield return ("peer port", host.PeerPort is 0 ? "none" : host.PeerPort.ToString(CultureInfo.InvariantCulture));
    }

    // The journal of the system keeps what is printed, and others may read it.
    private string SignIn(CommandContext context, string link) =>
        !context.IsTerminal && context.Environment.ContainsKey("JOURNAL_STREAM")
            ? $"{link} (with a user and a password, or the token)"
            : $"{link}#{host.Access.CreateLink()} (once, within 15 minutes)";
}
