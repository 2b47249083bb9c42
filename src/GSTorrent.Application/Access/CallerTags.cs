using System.Collections.Immutable;
using GSTorrent.Application.Organizing;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Application.Access;

/// <summary>Which tags a caller may know of.</summary>
internal static class CallerTags
{
    /// <summary>All, or for one who sees one category those that its torrents bear; in order.</summary>
    public static IReadOnlyCollection<string> Of(TagStore tags, TorrentReadModel torrents, Caller caller)
    {
        if (caller.Category is null) return tags.All;
        return torrents.All().Changed.Where(caller.Sees).SelectMany(row => row.Tags)
            .ToImmutableSortedSet(StringComparer.Ordinal);
    }
}
