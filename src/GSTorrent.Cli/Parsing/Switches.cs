using System.CommandLine;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Parsing;

/// <summary>Options that are on, off, or left as they are.</summary>
internal static class Switches
{
    public static Option<string> ToOption(string name, string what)
    {
        var option = new Option<string>(name) { Description = what + ": on or off." };
        option.AcceptOnlyFromAmong("on", "off");
        return option;
    }

    /// <summary>Null without the option.</summary>
    public static bool? GetSwitch(this VerbCall call, Option<string> option) =>
        call.Get(option) is { } word ? word is "on" : null;
}
