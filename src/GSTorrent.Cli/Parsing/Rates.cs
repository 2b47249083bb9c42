using System.CommandLine;
using System.CommandLine.Parsing;
using GSTorrent.Primitives;

namespace GSTorrent.Cli.Parsing;

/// <summary>Options that take a rate, such as "500k", "1.5MiB/s" or "none".</summary>
internal static class Rates
{
    /// <summary>Bytes a second; null without the option, 0 for no limit.</summary>
    public static Option<long?> ToOption(string name, string what) => new(name)
    {
        Description = what + ": 500k (k, M, G are powers of 1000), 1.5MiB/s (Ki, Mi, Gi of 1024) or none.",
        HelpName = "RATE",
        CustomParser = Parse,
    };

    private static long? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (ByteAmountReader.TryReadRate(text, out long bytesPerSecond)) return bytesPerSecond;
        result.AddError($"'{text}' is no rate: write for example 500k, 1.5MiB/s or none.");
        return null;
    }
}
