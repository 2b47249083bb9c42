using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GSTorrent.Peers.Running;

namespace GSTorrent.Peers.Content;

/// <summary>Content of a torrent that looks random and is the same for the same seed.</summary>
/// <param name="Name">Name of the file, or of the folder if <paramref name="Files"/> have paths.</param>
/// <param name="Files">Relative path inside the folder and length; one entry with an empty path is a single
/// file.</param>
/// <param name="Seed">What the bytes follow from.</param>
public sealed record Payload(string Name, IReadOnlyList<(string Path, long Length)> Files, int Seed)
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Sum of all lengths.</summary>
    public long TotalBytes => Files.Sum(file => file.Length);

    /// <summary>One file.</summary>
    public static Payload SingleFile(string name, long length, int seed) => new(name, [("", length)], seed);

    /// <summary>
    /// A folder with odd sizes: an empty file, one byte, one less and one more than a block, files that share
    /// pieces, deep folders, a name with spaces and letters outside ASCII.
    /// </summary>
    public static Payload OddFolder(string name, int seed) => new(
        name,
        [
            ("empty.bin", 0),
            ("one byte.txt", 1),
            ("a/b/c/deep.bin", 1_234_567),
            ("a/block minus one.bin", 16_383),
            ("a/block plus one.bin", 16_385),
            ("größe/ñandú.txt", 77_777),
            ("last.bin", 3_000_001),
        ],
        seed);

    /// <summary>Writes the content into a folder; the path of the file or folder that was made.</summary>
    public string WriteTo(string folder)
    {
        string root = Path.Combine(folder, Name);
        for (int i = 0; i < Files.Count; i++)
        {
            string path = Files[i].Path.Length == 0 ? root : Path.Combine(root, Files[i].Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            WriteFile(path, Files[i].Length, ((ulong)(uint)Seed << 32) + (uint)i);
        }

        return root;
    }

    /// <summary>
    /// Waits until the copy in <paramref name="folder"/> is bit for bit the original at <paramref name="original"/>.
    /// </summary>
    public async Task WaitForCopyAsync(
        string original, string folder, int timeoutMs, CancellationToken cancellationToken)
    {
        string expected = HashTree(original);
        string copy = Path.Combine(folder, Name);
        await Poll.UntilAsync(
            _ => Task.FromResult(expected.Equals(HashTree(copy), StringComparison.Ordinal)),
            $"{copy} equals {original}", timeoutMs, cancellationToken);
    }

    /// <summary>
    /// SHA-256 over relative paths, lengths and contents of a file or folder; "missing" if it is not there.
    /// Empty files count only if asked for: some programs (Transmission 3.00) do not make them.
    /// </summary>
    public static string HashTree(string root, bool emptyFilesToo = false)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (File.Exists(root))
        {
            AppendFile(hash, root);
        }
        else if (Directory.Exists(root))
        {
            string[] files = Directory.GetFiles(root, "*", SearchOption.AllDirectories);
            Array.Sort(files, StringComparer.Ordinal);
            foreach (string file in files.Where(f => emptyFilesToo || new FileInfo(f).Length > 0))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(root, file) + "\n"));
                AppendFile(hash, file);
            }
        }
        else
        {
            return "missing";
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void WriteFile(string path, long length, ulong state)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        using FileStream file = File.Create(path);
        for (long left = length; left > 0; left -= BufferBytes)
        {
            state = Fill(MemoryMarshal.Cast<byte, ulong>(buffer.AsSpan(0, BufferBytes)), state);
            file.Write(buffer, 0, (int)Math.Min(left, BufferBytes));
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    // SplitMix64: fast, and every 64 bits differ.
    private static ulong Fill(Span<ulong> words, ulong state)
    {
        foreach (ref ulong word in words)
        {
            state += 0x9E3779B97F4A7C15;
            ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            word = mixed ^ (mixed >> 31);
        }

        return state;
    }

    private static void AppendFile(IncrementalHash hash, string path)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        using FileStream file = File.OpenRead(path);
        hash.AppendData(BitConverter.GetBytes(file.Length));
        for (int read = file.Read(buffer); read > 0; read = file.Read(buffer))
        {
            hash.AppendData(buffer, 0, read);
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }
}
