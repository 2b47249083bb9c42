using GSTorrent.Api.Transmission.Rpc;

namespace GSTorrent.Api.Transmission.Torrents;

/// <summary>Labels of a call, by Transmission's rules; they are our tags.</summary>
internal static class Labels
{
    /// <summary>Null: none are given, or they are wrong, which the arguments tell then.</summary>
    public static IReadOnlyList<string>? Read(Arguments arguments, out RpcError? error)
    {
        IReadOnlyList<string>? labels = arguments.Texts("labels");
        error = labels?.Select(Check).FirstOrDefault(wrong => wrong is not null);
        return labels;
    }

    private static RpcError? Check(string label)
    {
        if (string.IsNullOrWhiteSpace(label)) return RpcError.InvalidParams("labels cannot be empty");
        return label.Contains(',', StringComparison.Ordinal)
            ? RpcError.InvalidParams("labels cannot contain comma (,) character")
            : null;
    }
}
