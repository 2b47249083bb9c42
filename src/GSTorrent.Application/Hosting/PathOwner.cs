using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace GSTorrent.Application.Hosting;

/// <summary>Who a path belongs to.</summary>
internal static partial class PathOwner
{
    /// <summary>
    /// Does it belong to the user of this process? The path itself is meant, not where it leads to as a link.
    /// </summary>
    public static bool IsMe(string path)
    {
        if (OperatingSystem.IsWindows()) return true;

        // struct statx is the same on every architecture: its owner is the 32 bits at 20.
        const int CurrentDirectory = -100, DoNotFollow = 0x100, BasicFields = 0x7ff, Size = 256, OwnerOffset = 20;
        var fields = new byte[Size];
        int result = Statx(CurrentDirectory, Encoding.UTF8.GetBytes(path + '\0'), DoNotFollow, BasicFields, fields);
        if (result != 0) throw new IOException($"{path} cannot be looked at: error {Marshal.GetLastPInvokeError()}.");
        uint owner = BitConverter.IsLittleEndian
            ? BinaryPrimitives.ReadUInt32LittleEndian(fields.AsSpan(OwnerOffset))
            : BinaryPrimitives.ReadUInt32BigEndian(fields.AsSpan(OwnerOffset));
        return owner == EffectiveUser();
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int directory, byte[] path, int flags, uint mask, [Out] byte[] fields);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint EffectiveUser();
}
