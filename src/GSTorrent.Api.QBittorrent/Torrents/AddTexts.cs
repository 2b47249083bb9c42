using System.Globalization;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Persistence;
using GSTorrent.Application.Torrents;
using GSTorrent.Primitives;
using GSTorrent.Swarm;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>The parameters of an addition.</summary>
internal static class AddTexts
{
    /// <summary>What is wished of all torrents of the request; where they come from is still to be said.</summary>
    public static Result<AddTorrentCommand> Read(Call call, GstHost host)
    {
        Parameters parameters = call.Parameters;
        string category = parameters.Text("category");

        // Whoever sees one category only means that one.
        if (category.Length == 0) category = call.Caller.Category ?? "";
        if (!call.Caller.IsWithin(category))
            return new AppError("not-allowed", $"The category {category} is not yours.");
        bool follows = (parameters.Flag("autoTMM") ?? parameters.Flag("useAutoTMM")) is true;
        string path = parameters.Text("savepath");
        return new AddTorrentCommand
        {
            Owner = call.Caller.Owner,
            Paused = parameters.Flag("stopped") ?? parameters.Flag("paused"),
            Destination = path.Length > 0 && !follows ? PlaceRoutes.Absolute(host, path) : null,
            Category = category.Length > 0 ? category : null,
            FollowsCategory = follows,
            Tags = TagRoutes.Given(call),
            Name = parameters.Text("rename") is { Length: > 0 } name ? name : null,
            Forced = parameters.Flag("forced") is true,
            ToTop = parameters.Flag("addToTopOfQueue") is true,

            // The word of somebody narrowed for content that it may not see is not enough.
            IsComplete = call.SeesAll && (parameters.Flag("skip_checking") ?? parameters.Flag("seedMode")) is true,
            Sequential = parameters.Flag("sequentialDownload") is true,
            FirstLastFirst = parameters.Flag("firstLastPiecePrio") is true,
            DownloadLimit = LimitOf(parameters, "dlLimit"),
            UploadLimit = LimitOf(parameters, "upLimit"),
            Share = ShareTexts.Read(parameters, ShareLimits.AsSettings),
            Priorities = PrioritiesOf(parameters),
        };
    }

    /// <summary>A magnet link or URL; an info-hash alone stands for a magnet link.</summary>
    public static string ToUri(string address) =>
        InfoHash.TryParse(address, out InfoHash hash) ? $"magnet:?xt=urn:btih:{hash}" : address;

    private static long? LimitOf(Parameters parameters, string name) =>
        parameters.Number(name) is > 0 and var limit ? limit : null;

    // By the places of the files that clients see, which are those without padding.
    private static FileRule[]? PrioritiesOf(Parameters parameters)
    {
        var places = new Dictionary<FilePriority, List<int>>();
        foreach ((int place, string item) in parameters.List("filePriorities", ',').Index())
        {
            bool isRead = long.TryParse(item, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number);
            if (!isRead || FileWriting.PriorityOf(number) is not { } priority || priority == FilePriority.Normal)
                continue;
            if (!places.TryGetValue(priority, out List<int>? same)) places[priority] = same = [];
            same.Add(place);
        }

        return places.Count > 0 ? [.. places.SelectMany(item => FileRule.OfPositions(item.Value, item.Key))] : null;
    }
}
