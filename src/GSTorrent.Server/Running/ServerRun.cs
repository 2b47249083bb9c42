using GSTorrent.Application;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Settings;
using GSTorrent.Server.Commands;
using GSTorrent.Server.Commands.Output;
using GSTorrent.Server.Control;
using GSTorrent.Server.Options;
using Microsoft.Extensions.Hosting.Systemd;

namespace GSTorrent.Server.Running;

/// <summary>One run of the server, from its start to its end.</summary>
internal sealed class ServerRun(ServerOptions options, CommandContext context)
{
    // Together less than the 5 seconds within which the process has to end.
    private static readonly TimeSpan RequestPatience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan StopPatience = TimeSpan.FromMilliseconds(4_700);
    private readonly SystemdNotifier _systemd = new();

    public async Task<ExitCode> RunAsync()
    {
        using var signals = new StopSignals();
        Result<ControlAddress[]> resolved = await ControlAddress.ResolveAsync(options.Hosts, options.Port);
        if (!resolved.TryGet(out ControlAddress[]? addresses, out AppError? error)) return Refuse(error);
        if (options.NoAuth && addresses.FirstOrDefault(address => !address.IsLocal) is { } open)
            return Refuse(new AppError("usage", $"--no-auth is refused, because others can reach {open.EndPoint}"));
        if (!ControlSockets.Bind(addresses).TryGet(out ControlSockets? sockets, out error)) return Refuse(error);
        using (sockets)
        {
            if (!(await GstHost.OpenAsync(HostOptions())).TryGet(out GstHost? host, out error)) return Refuse(error);
            try
            {
                error = await ServeAsync(host, sockets, signals);
            }
            finally
            {
                await StopAsync(host);
            }

            return error is null ? ExitCode.Done : Refuse(error);
        }
    }

    private HostOptions HostOptions() => new()
    {
        StateDirectory = options.StateDirectory,
        CommandLineSettings = options.Settings,
        Environment = context.Environment,
        Destination = options.Destination,
        Time = context.Time,
        SettingsFiles = SettingsSources.UsualFiles(options.StateDirectory),
    };

    private async Task<AppError?> ServeAsync(GstHost host, ControlSockets sockets, StopSignals signals)
    {
        if (!CertificateOf(host).TryGet(out ServerCertificate? certificate, out AppError? error)) return error;
        certificate.Changed = trouble => TellOfCertificate(host, trouble);
        var settings = new ControlSettings
        {
            NoAuth = options.NoAuth,
            Certificate = certificate,
            Clock = context.Time,
        };
        Result<ControlServer> started = await ControlServer.StartAsync(host, sockets, settings);
        if (!started.TryGet(out ControlServer? server, out error)) return error;
        await using (server)
        {
            error = await WaitAsync(host, server, signals, new StartReport(host, server)
            {
                Certificate = certificate,
                SignInLink = options.NoAuth ? null : SignInLink.Of(sockets.Addresses),
            });
            await server.StopAsync(RequestPatience);
        }

        return error;
    }

    private async Task<AppError?> WaitAsync(
        GstHost host, ControlServer server, StopSignals signals, StartReport report)
    {
        try
        {
            ControlFile.Write(host.State.Root, server.Urls);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return new AppError("state-unusable", $"{host.State.Root} cannot be written: {denied.Message}");
        }

        await report.WriteAsync(context);
        _systemd.Notify(ServiceState.Ready);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (server.Stopping.Register(() => asked.TrySetResult()))
            await Task.WhenAny(signals.Asked, asked.Task);
        _systemd.Notify(ServiceState.Stopping);
        ControlFile.Remove(host.State.Root);
        return null;
    }

    private Result<ServerCertificate> CertificateOf(GstHost host) => options.TlsFiles is { } files
        ? ServerCertificate.FromFiles(files, context.Time)
        : OwnCertificate.Ensure(host.State.Root, context.Time, Warn);

    private static void TellOfCertificate(GstHost host, AppError? trouble)
    {
        if (trouble is null)
        {
            host.Journal.Append(
                JournalSeverity.Information, JournalKinds.CertificateChanged, "The new certificate is in use.");
            return;
        }

        string text = $"The certificate was changed, but {trouble.Message} The one before stays in use.";
        host.Journal.Append(JournalSeverity.Error, JournalKinds.CertificateChanged, text);
    }

    private async Task StopAsync(GstHost host)
    {
        try
        {
            await host.DisposeAsync().AsTask().WaitAsync(StopPatience, context.Time);
        }
        catch (TimeoutException)
        {
            Warn("something did not end in time; what it has not stored is checked at the next start");
        }
    }

    private void Warn(string text) => context.Error.WriteLine($"{context.Program}: warning: {SafeText.Line(text)}");

    private ExitCode Refuse(AppError error)
    {
        context.Error.WriteLine($"{context.Program}: {SafeText.Line(error.Message)}");
        return error.Code is "usage" ? ExitCode.Usage : ExitCode.Failed;
    }
}
