using System.CommandLine;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Output;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary><c>settings get [NAME...]</c>, <c>settings set NAME=VALUE...</c>, <c>settings unset NAME...</c></summary>
internal static class SettingsVerb
{
    public static Command Create(VerbHost host) => new("settings", "Show and change the server's settings.")
    {
        GetCommand(host),
        SetCommand(host),
        UnsetCommand(host),
    };

    private static Command GetCommand(VerbHost host)
    {
        var names = new Argument<string[]>("NAME")
        {
            Description = "Setting, or the beginning of several ('transfers.'); none: all.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        return host.Handle(new Command("get", "Show settings.") { names }, async (call, cancellation) =>
        {
            IReadOnlyList<SettingDto> all = await call.Client.Settings.GetAsync(cancellation);
            Show(call, Select(all, call.GetAll(names)));
            return ExitCode.Done;
        });
    }

    private static Command SetCommand(VerbHost host)
    {
        var changes = new Argument<string[]>("NAME=VALUE")
        {
            Description = "In rates and sizes k, M, G are powers of 1000 and Ki, Mi, Gi of 1024.",
            Arity = ArgumentArity.OneOrMore,
        };
        changes.Validators.Add(result =>
        {
            string? bad = result.Tokens.Select(t => t.Value)
                .FirstOrDefault(t => t.IndexOf('=', StringComparison.Ordinal) < 1);
            if (bad is not null) result.AddError($"'{bad}' is no NAME=VALUE.");
        });
        var command = new Command("set", "Change settings: all of them or, if one is wrong, none.") { changes };
        return host.Handle(command, async (call, cancellation) =>
        {
            var values = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (string change in call.Get(changes))
            {
                int sign = change.IndexOf('=', StringComparison.Ordinal);
                values[change[..sign]] = change[(sign + 1)..];
            }

            return await ChangeAsync(call, values, cancellation);
        });
    }

    private static Command UnsetCommand(VerbHost host)
    {
        var names = new Argument<string[]>("NAME") { Arity = ArgumentArity.OneOrMore };
        var command = new Command("unset",
            "Take changes back: the default holds again, or what the files say.") { names };
        return host.Handle(command, (call, cancellation) =>
            ChangeAsync(call, Nothing(call.Get(names)), cancellation));
    }

    private static Dictionary<string, string?> Nothing(string[] names)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (string name in names) values[name] = null;
        return values;
    }

    private static async Task<ExitCode> ChangeAsync(
        VerbCall call, Dictionary<string, string?> values, CancellationToken cancellation)
    {
        IReadOnlyList<SettingDto> all = await call.Client.Settings.ChangeAsync(values, cancellation);
        SettingDto[] changed = [.. all.Where(s => values.ContainsKey(s.Name))];
        Show(call, changed);
        foreach (SettingDto setting in changed.Where(s => s.NeedsRestart))
            call.Printer.Note($"{setting.Name} takes effect when the server starts again");
        foreach (SettingDto setting in changed.Where(IsOverruled))
            call.Printer.Note($"{setting.Name} keeps its value from the server's command line or environment for now");
        return ExitCode.Done;
    }

    private static bool IsOverruled(SettingDto setting) =>
        setting.Source is SettingSource.CommandLine or SettingSource.Environment;

    private static SettingDto[] Select(IReadOnlyList<SettingDto> all, string[] names)
    {
        if (names.Length == 0) return [.. all];
        string? unknown = Array.Find(names, name => !all.Any(s => IsNamed(s, name)));
        if (unknown is not null)
            throw new CliException(ExitCode.Failed, $"no setting is named '{unknown}': see 'gstctl settings get'");
        return [.. all.Where(s => Array.Exists(names, name => IsNamed(s, name)))];
    }

    private static bool IsNamed(SettingDto setting, string name) => name.EndsWith('.')
        ? setting.Name.StartsWith(name, StringComparison.Ordinal)
        : string.Equals(setting.Name, name, StringComparison.Ordinal);

    private static void Show(VerbCall call, IReadOnlyList<SettingDto> settings)
    {
        call.Printer.Json(settings, ContractsJsonContext.Default.IReadOnlyListSettingDto);
        call.Printer.Table(Tables.Settings, settings);
    }
}
