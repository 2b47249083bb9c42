namespace GSTorrent.Application.Settings;

/// <summary>
/// Directories that were the destination before. Torrents lie there, so these go on to be places for content when
/// another one becomes the destination, also in later runs.
/// </summary>
internal static class FormerDestinations
{
    private static readonly SettingDefinition Setting = StorageSettings.FormerDestinations;

    /// <summary>The list once another directory is the destination.</summary>
    /// <param name="settings">Tell the list as it is.</param>
    /// <param name="former">The destination until now.</param>
    /// <param name="next">The destination from now on.</param>
    public static Result<SettingValue> After(SettingsSnapshot settings, string former, string next)
    {
        SettingValue known = settings[Setting];

        // An operator who gives the list gives all of it.
        bool isGiven = settings.SourceOf(Setting) > SettingSource.Changed;
        bool isHeld = settings.Items(StorageSettings.Roots).Concat(known.Items).Append(next)
            .Any(root => IsWithin(former, root));
        if (isGiven || isHeld) return known;
        string[] all = [.. known.Items.Where(path => !IsWithin(path, former)), former];
        bool isRead = SettingParser.Parse(Setting, string.Join(':', all))
            .TryGet(out SettingValue? value, out AppError? tooLong);
        if (!isRead) return tooLong!;
        return value!.Items.SequenceEqual(all, StringComparer.Ordinal) ? value : new AppError(
            "setting-invalid",
            $"{StorageSettings.Destination.Name}: {Excerpt.Of(former, 200)}, which is it now, would be lost as a place "
                + $"for content, as {Setting.Name} cannot name it: list a directory above it in "
                + $"{StorageSettings.Roots.Name} first.");
    }

    /// <summary>Null: nothing is on the new list that is not on the present one. Only operators allow more.</summary>
    public static AppError? CheckShorter(SettingsSnapshot settings, SettingValue? wished)
    {
        string? added = wished?.Items.FirstOrDefault(
            path => !settings.Items(Setting).Contains(path, StringComparer.Ordinal));
        return added is null ? null : new AppError(
            "setting-invalid",
            $"{Setting.Name} can only be made shorter at run time, and {Excerpt.Of(added, 200)} is not on it: further "
                + $"directories are for {StorageSettings.Roots.Name}.");
    }

    private static bool IsWithin(string path, string root) => string.Equals(path, root, StringComparison.Ordinal)
        || path.StartsWith(root.EndsWith('/') ? root : root + "/", StringComparison.Ordinal);
}
