using GSTorrent.Application.Organizing;

namespace GSTorrent.Application.Access;

/// <summary>The part of the torrents that a user or a token is for. Immutable.</summary>
/// <param name="Category">The one category, with those below it; null: all torrents.</param>
internal sealed record Narrowing(string? Category)
{
    /// <summary>A category as people gave it; nothing stands for none.</summary>
    public static Result<Narrowing> Read(AccessRole role, string? category)
    {
        if (string.IsNullOrWhiteSpace(category)) return new Narrowing(Category: null);

        // Whoever may make tokens and change settings could lift the bound at once.
        if (role == AccessRole.Admin)
            return new AppError("bad-request", "An admin is for all torrents: take the role read or control.");
        return CategoryStore.ParseName(category).TryGet(out string? name, out AppError? error)
            ? new Narrowing(name)
            : error;
    }
}
