namespace GSTorrent.Application.Settings;

/// <summary>Settings of the area "storage".</summary>
public static class StorageSettings
{
    /// <summary>Where downloads go.</summary>
    public static SettingDefinition Destination { get; } = new()
    {
        Name = "storage.destination",
        Type = SettingType.Path,
        Default = "/tmp/GSTorrent/Torrents",
        Text = "Directory for the content of new torrents.",
    };

    /// <summary>Where else content may go.</summary>
    public static SettingDefinition Roots { get; } = new()
    {
        Name = "storage.roots",
        Type = SettingType.PathList,
        Default = "",
        IsOperatorOnly = true,
        IsAboutMachine = true,
        Text = "Directories besides the destination, with ':' between, in or below which content may be put.",
    };

    /// <summary>Where content went before.</summary>
    public static SettingDefinition FormerDestinations { get; } = new()
    {
        Name = "storage.former-destinations",
        Type = SettingType.PathList,
        Default = "",
        IsAboutMachine = true,
        Text = "Directories that were the destination before, with ':' between: torrents lie there, so content may be "
            + "put there as below storage.roots. The server adds to the list; over an API it can only be made shorter.",
    };

    /// <summary>How files get their size.</summary>
    public static SettingDefinition Allocation { get; } = new()
    {
        Name = "storage.allocation",
        Type = SettingType.Choice,
        Default = "sparse",
        Choices = ["sparse", "preallocate"],
        Text = "sparse: files grow as pieces come; preallocate: they take their space at the start.",
    };

    /// <summary>File names of incomplete files.</summary>
    public static SettingDefinition PartSuffix { get; } = new()
    {
        Name = "storage.part-suffix",
        Type = SettingType.Boolean,
        Default = "false",
        Text = "Incomplete files have .part at the end of their names.",
    };

    /// <summary>Time between flushes.</summary>
    public static SettingDefinition FlushInterval { get; } = new()
    {
        Name = "storage.flush-interval",
        Type = SettingType.Duration,
        Default = "2000",
        Minimum = 100,
        Maximum = 60_000,
        Text = "Longest time until written content is flushed to the disk and its pieces are recorded.",
    };

    /// <summary>Amount between flushes.</summary>
    public static SettingDefinition FlushSize { get; } = new()
    {
        Name = "storage.flush-size",
        Type = SettingType.Size,
        Default = "4194304",
        Minimum = 65_536,
        Maximum = 67_108_864,
        Text = "Written content of one torrent that is flushed at once, without waiting for the flush interval.",
    };

    /// <summary>Space that is left alone.</summary>
    public static SettingDefinition MinFreeSpace { get; } = new()
    {
        Name = "storage.min-free-space",
        Type = SettingType.Size,
        Default = "67108864",
        Text = "A download stops with an error before less than this is free on its volume.",
    };

    internal static IReadOnlyList<SettingDefinition> All { get; } =
        [Destination, Roots, FormerDestinations, Allocation, PartSuffix, FlushInterval, FlushSize, MinFreeSpace];
}
