using System.Collections.Frozen;
using GSTorrent.Api.Contracts;
using GSTorrent.Application;

namespace GSTorrent.Api.Native.Http;

/// <summary>Every code of an error that a client can get, with its HTTP status and its title.</summary>
internal static class ProblemKinds
{
    private static readonly FrozenDictionary<string, (int Status, string Title)> Known =
        new Dictionary<string, (int, string)>(StringComparer.Ordinal)
        {
            ["bad-request"] = (400, "Bad request"),
            ["member-unknown"] = (400, "Unknown member"),
            ["torrent-invalid"] = (400, "No valid torrent"),
            ["magnet-invalid"] = (400, "No valid magnet link"),
            ["address-invalid"] = (400, "No valid address"),
            ["files-invalid"] = (400, "No such files"),
            ["name-invalid"] = (400, "No valid name"),
            ["setting-invalid"] = (400, "No valid setting"),
            ["tags-invalid"] = (400, "No valid tags"),
            ["category-invalid"] = (400, "No valid category"),
            ["tracker-invalid"] = (400, "No valid tracker"),
            ["web-seed-invalid"] = (400, "No valid web seed"),
            ["filter-invalid"] = (400, "No valid filter"),
            ["sort-invalid"] = (400, "No valid order"),
            ["user-invalid"] = (400, "No valid user"),
            ["password-invalid"] = (400, "No valid password"),
            ["not-signed-in"] = (401, "Not signed in"),
            ["not-allowed"] = (403, "Not allowed"),
            ["origin-not-allowed"] = (403, "Origin not allowed"),
            ["path-not-allowed"] = (403, "Path not allowed"),
            ["torrent-not-found"] = (404, "No such torrent"),
            ["setting-not-found"] = (404, "No such setting"),
            ["token-not-found"] = (404, "No such token"),
            ["user-not-found"] = (404, "No such user"),
            ["category-not-found"] = (404, "No such category"),
            ["directory-not-found"] = (404, "No such directory"),
            ["job-not-found"] = (404, "No such job"),
            ["route-not-found"] = (404, "No such route"),
            ["method-not-allowed"] = (405, "Method not allowed"),
            ["ambiguous-id"] = (409, "Ambiguous id"),
            ["metadata-missing"] = (409, "Metadata missing"),
            ["destination-unusable"] = (409, "Destination unusable"),
            ["files-shared"] = (409, "Files shared"),
            ["busy"] = (409, "Busy"),
            ["job-unfinished"] = (409, "Job unfinished"),
            ["creation-failed"] = (409, "Creation failed"),
            ["too-many-jobs"] = (409, "Too many jobs"),
            ["category-exists"] = (409, "Category exists"),
            ["user-exists"] = (409, "User exists"),
            ["torrent-exists"] = (409, "Torrent exists"),
            ["settings-changed"] = (412, "Settings changed"),
            ["too-large"] = (413, "Too large"),
            ["host-not-allowed"] = (421, "Host not allowed"),
            ["too-many-attempts"] = (429, "Too many attempts"),
            ["too-many-streams"] = (429, "Too many streams"),
            ["internal-error"] = (500, "Internal error"),
            ["metainfo-lost"] = (500, "Metainfo lost"),
            ["fetch-failed"] = (502, "Fetch failed"),
            ["state-not-saved"] = (503, "State not saved"),
            ["shutting-down"] = (503, "Shutting down"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Codes => Known.Keys;

    public static int StatusOf(string code) => KindOf(code).Status;

    public static ProblemDto Describe(AppError error)
    {
        (int status, string title) = KindOf(error.Code);
        return new ProblemDto { Title = title, Status = status, Detail = error.Message, Code = error.Code };
    }

    // An unknown code is a bug of ours, never of the client.
    private static (int Status, string Title) KindOf(string code) =>
        Known.TryGetValue(code, out (int, string) kind) ? kind : Known["internal-error"];
}
