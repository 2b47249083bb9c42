using System.Collections.Frozen;
using GSTorrent.Application;

namespace GSTorrent.Api.QBittorrent.Http;

/// <summary>The HTTP status of each error, as qBittorrent's clients understand it.</summary>
internal static class Refusals
{
    private static readonly FrozenDictionary<string, int> Known = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["bad-request"] = 400,
        ["address-invalid"] = 400,
        ["tracker-invalid"] = 400,
        ["web-seed-invalid"] = 400,
        ["setting-invalid"] = 400,
        ["filter-invalid"] = 400,
        ["sort-invalid"] = 400,
        ["host-not-allowed"] = 401,
        ["origin-not-allowed"] = 401,
        ["not-signed-in"] = 403,
        ["not-allowed"] = 403,
        ["too-many-attempts"] = 403,
        ["path-not-allowed"] = 403,
        ["torrent-not-found"] = 404,
        ["job-not-found"] = 404,
        ["setting-not-found"] = 404,
        ["token-not-found"] = 404,
        ["directory-not-found"] = 404,
        ["route-not-found"] = 404,
        ["method-not-allowed"] = 405,
        ["name-invalid"] = 409,
        ["tags-invalid"] = 409,
        ["user-invalid"] = 400,
        ["password-invalid"] = 400,
        ["files-invalid"] = 409,
        ["category-invalid"] = 409,
        ["category-exists"] = 409,
        ["category-not-found"] = 409,
        ["torrent-exists"] = 409,
        ["ambiguous-id"] = 409,
        ["metadata-missing"] = 409,
        ["destination-unusable"] = 409,
        ["conflict"] = 409,
        ["files-shared"] = 409,
        ["settings-changed"] = 409,
        ["busy"] = 409,
        ["too-many-jobs"] = 409,
        ["creation-failed"] = 409,
        ["fetch-failed"] = 409,
        ["too-large"] = 413,
        ["torrent-invalid"] = 415,
        ["magnet-invalid"] = 415,
        ["internal-error"] = 500,
        ["metainfo-lost"] = 500,
        ["state-not-saved"] = 503,
        ["shutting-down"] = 503,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Codes => Known.Keys;

    /// <summary>An unknown code is a bug of ours, never of the client.</summary>
    public static int StatusOf(string code) => Known.GetValueOrDefault(code, 500);

    /// <summary>
    /// What is said: the reason, but to those who are not let in only that they are not, and no more than the status
    /// where qBittorrent says no more.
    /// </summary>
    public static string TextOf(AppError error) => StatusOf(error.Code) switch
    {
        401 => "Unauthorized",
        403 when error.Code is not ("path-not-allowed" or "too-many-attempts") => "Forbidden",
        404 when error.Code is "torrent-not-found" or "job-not-found" or "route-not-found" => "Not Found",
        _ => error.Message,
    };
}
