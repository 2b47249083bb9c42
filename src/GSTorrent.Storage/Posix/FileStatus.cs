using System.Runtime.InteropServices;

namespace GSTorrent.Storage;

/// <summary>What statx(2) answers; its layout is the same on every architecture.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    private const int TypeMask = 0xf000;

    [FieldOffset(28)] public ushort Mode;
    [FieldOffset(32)] public ulong Inode;
    [FieldOffset(40)] public long Size;
    [FieldOffset(112)] public long ModifiedSeconds;
    [FieldOffset(120)] public uint ModifiedNanoseconds;
    [FieldOffset(136)] public uint DeviceMajor;
    [FieldOffset(140)] public uint DeviceMinor;

    public readonly bool IsRegularFile => (Mode & TypeMask) == 0x8000;

    public readonly bool IsSymbolicLink => (Mode & TypeMask) == 0xa000;

    public readonly ulong Device => ((ulong)DeviceMajor << 32) | DeviceMinor;

    public readonly FileStamp Stamp => new(Size, (ModifiedSeconds * 1_000_000_000) + ModifiedNanoseconds);
}
