using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GSTorrent.Api.Contracts;
using GSTorrent.Cli.Parsing;
using GSTorrent.Cli.Running;

namespace GSTorrent.Cli.Verbs;

/// <summary>What <c>change</c> can change.</summary>
internal sealed class ChangeOptions
{
    private readonly Option<string> _category = new("--category")
    {
        Description = "Put it into a category; '' takes it out of its own.",
        HelpName = "NAME",
    };

    private readonly Option<string> _comment = new("--comment") { Description = "Comment in place of the torrent's." };

    private readonly Option<string> _forced = Switches.ToOption("--force", "Run whatever the queue's limits say");

    private readonly Option<string> _firstLast =
        Switches.ToOption("--first-last", "Fetch the first and last piece of each file first");

    private readonly Option<string> _superSeeding = Switches.ToOption("--super-seeding", "Send each piece once first");

    private readonly Option<double?> _ratio = new("--ratio")
    {
        Description = "Seed up to this ratio, or none. Any of the four share limits replaces all of them.",
        HelpName = "RATIO",
        CustomParser = ParseRatio,
    };

    private readonly Option<long?> _seedingTime = Durations.ToOption("--seeding-time", "Seed for so long");

    private readonly Option<long?> _idleTime = Durations.ToOption("--idle-time", "Seed until so long nobody asks");

    private readonly Option<ShareLimitAction?> _then = new("--then")
    {
        Description = "What happens at a share limit: stop, remove, remove-data or super-seed.",
        HelpName = "ACTION",
        CustomParser = ParseAction,
    };

    private readonly Option<int?> _connections = new("--max-connections") { Description = "Peers; 0: as the setting." };

    private readonly Option<int?> _slots = new("--upload-slots") { Description = "Unchoked peers; 0: as the setting." };

    private Option[] All =>
    [
        _category, _comment, _forced, _firstLast, _superSeeding, _ratio, _seedingTime, _idleTime, _then, _connections,
        _slots,
    ];

    private Option[] ShareOptions => [_ratio, _seedingTime, _idleTime, _then];

    public void AddTo(Command command)
    {
        foreach (Option option in All) command.Add(option);
        command.Validators.Add(result =>
        {
            if (Array.TrueForAll(All, option => result.GetResult(option) is null))
                result.AddError("Nothing to change: give one of its options.");
        });
    }

    public ChangeTorrentRequest Read(VerbCall call) => new()
    {
        Category = call.Get(_category),
        Comment = call.Get(_comment),
        Forced = call.GetSwitch(_forced),
        FirstLastFirst = call.GetSwitch(_firstLast),
        SuperSeeding = call.GetSwitch(_superSeeding),
        MaxConnections = call.Get(_connections),
        UploadSlots = call.Get(_slots),
        ShareLimits = Array.Exists(ShareOptions, call.Has) ? ReadShareLimits(call) : null,
    };

    private ShareLimitsRequest ReadShareLimits(VerbCall call) => new()
    {
        Ratio = call.Get(_ratio),
        SeedingTimeS = call.Get(_seedingTime),
        IdleTimeS = call.Get(_idleTime),
        Action = call.Get(_then),
    };

    private static double? ParseRatio(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text is "none") return -1;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double ratio))
            return ratio;
        result.AddError($"'{text}' is no ratio: write for example 2, 1.5 or none.");
        return null;
    }

    private static ShareLimitAction? ParseAction(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "stop": return ShareLimitAction.Stop;
            case "remove": return ShareLimitAction.Remove;
            case "remove-data": return ShareLimitAction.RemoveWithData;
            case "super-seed": return ShareLimitAction.SuperSeed;
            default:
                result.AddError($"'{result.Tokens[0].Value}' is not stop, remove, remove-data or super-seed.");
                return null;
        }
    }
}
