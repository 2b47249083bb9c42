using System.Globalization;
using GSTorrent.Application;
using GSTorrent.Server.Commands;
using GSTorrent.Server.Commands.Output;
using GSTorrent.Server.Control;

namespace GSTorrent.Server.Running;

/// <summary>What the server tells at its start: one line a fact, with a colon after its name.</summary>
internal static class StartReport
{
    public static async Task WriteAsync(
        CommandContext context, GstHost host, IReadOnlyList<string> urls, ServerCertificate? certificate)
    {
        foreach (string warning in host.Warnings)
            await context.Error.WriteLineAsync($"{context.Program}: warning: {SafeText.Line(warning)}");
        foreach ((string name, string value) in Facts(host, urls, certificate))
            await context.Out.WriteLineAsync($"{name}: {SafeText.Line(value)}");
        await context.Out.FlushAsync();
    }

    private static IEnumerable<(string Name, string Value)> Facts(
        GstHost host, IReadOnlyList<string> urls, ServerCertificate? certificate)
    {
        foreach (string url in urls) yield return ("control", url);
        yield return ("token", host.State.TokenPath);
        yield return ("destination", host.Destination);
        yield return ("peer port", host.PeerPort is 0 ? "none" : host.PeerPort.ToString(CultureInfo.InvariantCulture));
        if (certificate is not null) yield return ("certificate", "sha256:" + certificate.Fingerprint);
    }
}
