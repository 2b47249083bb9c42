using System.Net;
using GSTorrent.Application.Settings;
using GSTorrent.Engine;
using GSTorrent.Storage;

namespace GSTorrent.Application.Hosting;

/// <summary>Settings as the engine takes them.</summary>
internal static class EngineSettingsReader
{
    public static EngineSettings Read(SettingsSnapshot settings) => new()
    {
        DownloadLimit = settings.Number(IsAlternative(settings)
            ? AlternativeSettings.DownloadLimit
            : TransferSettings.DownloadLimit),
        UploadLimit = settings.Number(IsAlternative(settings)
            ? AlternativeSettings.UploadLimit
            : TransferSettings.UploadLimit),
        MaxConnections = settings.Count(NetworkSettings.MaxConnections),
        MaxConnectionsPerTorrent = settings.Count(NetworkSettings.MaxConnectionsPerTorrent),
        MaxHalfOpen = settings.Count(NetworkSettings.HalfOpenLimit),
        UploadSlotsPerTorrent = settings.Count(TransferSettings.UploadSlots),
        Allocation = string.Equals(settings.Text(StorageSettings.Allocation), "preallocate", StringComparison.Ordinal)
            ? AllocationMode.Preallocate
            : AllocationMode.Sparse,
        PartSuffix = settings.IsOn(StorageSettings.PartSuffix),
        FlushIntervalMs = settings.Count(StorageSettings.FlushInterval),
        FlushBytes = settings.Count(StorageSettings.FlushSize),
        MinFreeSpace = settings.Number(StorageSettings.MinFreeSpace),
        BannedAddresses = [.. settings.Items(NetworkSettings.BannedAddresses).Select(IPAddress.Parse)],
        ExternalV4 = AddressOf(settings.Text(NetworkSettings.ExternalAddressV4)),
        ExternalV6 = AddressOf(settings.Text(NetworkSettings.ExternalAddressV6)),
    };

    /// <summary>Local addresses to listen on.</summary>
    public static IReadOnlyList<IPAddress> ListenAddresses(SettingsSnapshot settings) =>
        [.. settings.Items(NetworkSettings.ListenAddresses).Select(IPAddress.Parse)];

    private static bool IsAlternative(SettingsSnapshot settings) => settings.IsOn(AlternativeSettings.Enabled);

    private static IPAddress? AddressOf(string text) => text.Length == 0 ? null : IPAddress.Parse(text);
}
