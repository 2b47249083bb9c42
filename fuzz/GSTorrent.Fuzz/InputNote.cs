using System.IO.MemoryMappedFiles;

namespace GSTorrent.Fuzz;

/// <summary>
/// The input under trial in a file, so that one which ends the process (a stack that overflows) is not lost; and the
/// moment it began, so that one which never ends is seen.
/// </summary>
internal sealed class InputNote : IDisposable
{
    private const int MaxLength = 64 * 1024;
    private readonly string _path;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private long _startedMs = long.MaxValue;

    public InputNote(string path)
    {
        _path = path;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, mapName: null, MaxLength + 4);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>How long the input has been under trial.</summary>
    public long ElapsedMs => Environment.TickCount64 - Interlocked.Read(ref _startedMs);

    public void Begin(byte[] input)
    {
        int length = Math.Min(input.Length, MaxLength);
        _view.Write(0, length);
        _view.WriteArray(4, input, 0, length);
        Interlocked.Exchange(ref _startedMs, Environment.TickCount64);
    }

    /// <summary>The last input of a process that ended; null if there was none.</summary>
    public static byte[]? Read(string path)
    {
        if (!File.Exists(path)) return null;
        byte[] bytes = File.ReadAllBytes(path);
        return bytes[4..(4 + Math.Clamp(BitConverter.ToInt32(bytes), 0, bytes.Length - 4))];
    }

    /// <summary>All inputs are through: the file goes.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref _startedMs, long.MaxValue);
        _view.Dispose();
        _file.Dispose();
        File.Delete(_path);
    }
}
