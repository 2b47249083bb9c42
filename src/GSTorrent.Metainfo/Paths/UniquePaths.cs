using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace GSTorrent.MetainfoFormat;

/// <summary>
/// Gives every file a path of its own, also on file systems that do not tell letter case apart: "a.txt", "A.1.txt". A
/// file that stands where a folder has to be is renamed too. The order of the files alone decides, so that every run
/// renames alike. What is never on disk comes last and never takes a name from a real file.
/// </summary>
internal sealed class UniquePaths
{
    // A tree of names, not a set of whole paths: deep folders with long names would else cost memory by the square.
    private readonly Dictionary<(int Parent, string Name), Node> _nodes = [];
    private readonly IReadOnlyList<ListedFile> _files;
    private readonly ReadingNotes _notes;
    private readonly string[] _paths;
    private int _renamed;
    private int _lastNumber;

    private UniquePaths(IReadOnlyList<ListedFile> files, ReadingNotes notes)
    {
        _files = files;
        _notes = notes;
        _paths = new string[files.Count];
    }

    public static bool TryAssign(
        IReadOnlyList<ListedFile> files, ReadingNotes notes, [NotNullWhen(true)] out string[]? paths)
    {
        var assignment = new UniquePaths(files, notes);
        paths = assignment.TryRun() ? assignment._paths : null;
        int renamed = assignment._renamed;
        if (renamed > 0) notes.Warn($"{renamed} files were renamed because their path was taken.");
        return paths is not null;
    }

    private bool TryRun()
    {
        int[] folders = new int[_files.Count];
        foreach (bool padding in (ReadOnlySpan<bool>)[false, true])
        {
            for (int i = 0; i < _files.Count; i++)
                if (IsUnreal(_files[i]) == padding) folders[i] = FolderOf(_files[i].Elements);
            for (int i = 0; i < _files.Count; i++)
                if (IsUnreal(_files[i]) == padding && !TryPlace(i, folders[i])) return false;
        }

        return true;
    }

    private int FolderOf(string[] elements)
    {
        int parent = 0;
        for (int i = 0; i < elements.Length - 1; i++)
        {
            (int, string) key = (parent, Fold(elements[i]));
            if (!_nodes.TryGetValue(key, out Node? node)) _nodes.Add(key, node = new Node(++_lastNumber));
            parent = node.Number;
        }

        return parent;
    }

    private bool TryPlace(int index, int folder)
    {
        string[] elements = _files[index].Elements;
        string name = elements[^1];
        if (_nodes.TryGetValue((folder, Fold(name)), out Node? taken))
        {
            // Many padding files share a path; they are never on disk.
            if (!IsUnreal(_files[index]) && ++taken.Copies > MetainfoLimits.MaxCopiesOfPath)
                return _notes.Fail(
                    "too-many-duplicates",
                    $"More than {MetainfoLimits.MaxCopiesOfPath} files have the path '{string.Join('/', elements)}'.");
            name = FreeName(folder, name, taken);
            if (!IsUnreal(_files[index])) _renamed++;
        }

        _nodes.Add((folder, Fold(name)), new Node(++_lastNumber));
        _paths[index] = elements.Length == 1
            ? name
            : string.Concat(string.Join('/', elements.AsSpan(0, elements.Length - 1)!), "/", name);
        return true;
    }

    private string FreeName(int folder, string name, Node taken)
    {
        string extension = PathSanitizer.ExtensionOf(name);
        string stem = name[..^extension.Length];
        while (true)
        {
            string suffix = "." + (++taken.LastSuffix).ToString(CultureInfo.InvariantCulture) + extension;
            int room = PathSanitizer.MaxElementBytes - Encoding.UTF8.GetByteCount(suffix);
            string candidate = PathSanitizer.Shorten(stem, room) + suffix;
            if (!_nodes.ContainsKey((folder, Fold(candidate)))) return candidate;
        }
    }

    /// <summary>Padding and links are never on disk.</summary>
    private static bool IsUnreal(ListedFile file) => file.IsPadding || file.IsSymlink;

    private static string Fold(string name) => name.ToUpperInvariant();

    private sealed class Node(int number)
    {
        public int Number { get; } = number;

        public int Copies { get; set; }

        public int LastSuffix { get; set; }
    }
}
