using GSTorrent.Application;

namespace GSTorrent.Api.Native.Torrents;

/// <summary>Checks what the JSON reader does not: items of lists.</summary>
internal static class Items
{
    /// <summary>Items that one list may have.</summary>
    public const int MaxCount = 100_000;

    public static AppError? Check<T>(IReadOnlyList<T>? items, string name)
        where T : class
    {
        if (items is null) return null;
        if (items.Count > MaxCount) return new AppError("bad-request", $"'{name}' has more than {MaxCount} items.");
        for (int i = 0; i < items.Count; i++)
            if (items[i] is null) return new AppError("bad-request", $"'{name}' has null at {i}.");
        return null;
    }
}
