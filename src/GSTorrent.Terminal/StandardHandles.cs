using System.Runtime.InteropServices;

namespace GSTorrent.Terminal;

/// <summary>
/// The three handles that a program is started with. One that was closed has another meaning by the time a program in
/// .NET runs: the runtime has opened something of its own there, which must be neither read nor written.
/// </summary>
public static partial class StandardHandles
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;
    private const int GetDescriptorFlags = 1;
    private const int CloseOnExec = 1;

    /// <summary>
    /// Call it first: from then on the console reads nothing, takes nothing and loses errors where it was closed.
    /// </summary>
    public static void Secure()
    {
        if (!WasOpen(Input)) Console.SetIn(TextReader.Null);
        if (!WasOpen(Output)) Console.SetOut(new ClosedOutput());
        if (!WasOpen(Error)) Console.SetError(TextWriter.Null);
    }

    // What the program was started with has survived an exec, so it is not marked to be closed by one.
    private static bool WasOpen(int descriptor) => OperatingSystem.IsWindows()
        || (Control(descriptor, GetDescriptorFlags) is >= 0 and var flags && (flags & CloseOnExec) == 0);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int descriptor, int command);
}
