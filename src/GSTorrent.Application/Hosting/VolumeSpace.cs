namespace GSTorrent.Application;

/// <summary>Space of a volume, in bytes. Immutable.</summary>
/// <param name="FreeBytes">What this program may still fill.</param>
/// <param name="TotalBytes">What the volume holds.</param>
public sealed record VolumeSpace(long FreeBytes, long TotalBytes);
