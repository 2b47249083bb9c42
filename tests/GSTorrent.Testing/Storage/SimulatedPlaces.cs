using System.Collections.ObjectModel;
using GSTorrent.MetainfoFormat;
using GSTorrent.Storage;

namespace GSTorrent.Testing;

/// <summary>
/// Which files exist and what lives in the part file; the rules of the real storage without its disk.
/// </summary>
internal sealed class SimulatedPlaces
{
    private readonly ContentLayout _layout;
    private SimulatedFile[] _files;
    private HashSet<int> _slots = [];
    private long _clock;

    public SimulatedPlaces(ContentLayout layout, IReadOnlyList<bool>? wanted)
    {
        _layout = layout;
        _files = [.. layout.Files.Select(static file => new SimulatedFile(file))];
        foreach (SimulatedFile file in _files) file.IsWanted = wanted is null || wanted[file.Content.Index];
        Forget();
    }

    /// <summary>Files that stay as they are, by index.</summary>
    public IReadOnlySet<int> LeftAlone { get; set; } = ReadOnlySet<int>.Empty;

    public sealed record State(SimulatedFile[] Files, HashSet<int> Slots);

    public State Save() => new([.. _files.Select(file => file.Clone())], [.. _slots]);

    public void Restore(State state)
    {
        _files = [.. state.Files.Select(file => file.Clone())];
        _slots = [.. state.Slots];
    }

    /// <summary>Makes the place for a write.</summary>
    public StorageError? Place(in FileSpan span, string root)
    {
        SimulatedFile file = _files[span.File];
        foreach (SimulatedFile empty in _files)
            if (empty is { Content: { Length: 0, IsPadding: false }, IsWanted: true }) empty.Exists = true;
        if (file.IsInParts)
        {
            file.IsHeldByParts = true;
            _slots.UnionWith(PiecesOf(span));
            return null;
        }

        if (!file.Exists && file.WasSeen) return Missing(file, "open", root);
        file.Exists = file.WasSeen = true;
        file.MarkWritten(span.FileOffset, span.Length);
        file.ModifiedUnixNanoseconds = ++_clock;
        return null;
    }

    public StorageError? CheckReadable(in FileSpan span, string root)
    {
        if (span.IsPadding) return null;
        SimulatedFile file = _files[span.File];
        if (!file.IsInParts) return file.Exists ? null : Missing(file, "read", root);
        return PiecesOf(span).All(_slots.Contains) ? null : Missing(file, "read", root);
    }

    public bool IsHole(in FileSpan span) =>
        span.IsPadding || (!_files[span.File].IsInParts && _files[span.File].IsHole(span.FileOffset, span.Length));

    public void Choose(IReadOnlyList<bool> wanted)
    {
        foreach (SimulatedFile file in _files)
            file.IsDropped = !wanted[file.Content.Index] && (file.IsWanted || file.IsDropped);
        foreach (SimulatedFile file in _files) file.IsWanted = wanted[file.Content.Index];
        foreach (SimulatedFile file in _files.Where(file => file is { IsWanted: true, IsInParts: true })) Import(file);
        foreach (SimulatedFile file in _files.Where(file => file.IsDropped)) Export(file);
    }

    public StorageError? Complete(int number, string root)
    {
        SimulatedFile file = _files[number];
        if (file.Content.IsPadding || file.IsInParts) return null;
        if (file.Content.Length == 0) file.Exists = true;
        return file.Exists ? null : Missing(file, "complete", root);
    }

    public string PathOf(int file) => _files[file].Path;

    public StorageError? Rename(IReadOnlyDictionary<int, string> newPaths, string root)
    {
        string[] paths = [.. _files.Select(file => file.Path)];
        var before = new HashSet<string>(paths, StringComparer.OrdinalIgnoreCase);
        string? fault = null;
        foreach ((int file, string path) in newPaths)
        {
            if (file < 0 || file >= paths.Length || _files[file].Content.IsPadding)
                throw new ArgumentException($"{file} is the index of no file on disk.", nameof(newPaths));
            if (!string.Equals(paths[file], path, StringComparison.OrdinalIgnoreCase) && before.Contains(path))
                fault = "another file has this path";
            paths[file] = path;
        }

        fault ??= ContentPaths.CheckTogether(_layout.Files, paths);
        if (fault is not null) return new StorageError(StorageErrorKind.AlreadyExists, "rename in", root, fault);
        foreach ((int file, string path) in newPaths)
        {
            _files[file].Path = path;
            if (LeftAlone.Contains(file)) StayBehind(file);
        }

        return null;
    }

    /// <summary>The torrent goes elsewhere without its files that are to be left alone.</summary>
    public void Move()
    {
        foreach (int file in LeftAlone) StayBehind(file);
    }

    private void StayBehind(int file)
    {
        Lose(file);
        _files[file].WasSeen = false;
    }

    public void Lose(int file)
    {
        _files[file].Exists = false;
        _files[file].ForgetWritten();
    }

    public void Clear(IReadOnlySet<int> kept)
    {
        for (int file = 0; file < _files.Length; file++)
        {
            if (!kept.Contains(file)) Lose(file);
            _files[file].IsHeldByParts = false;
        }

        _slots.Clear();
        Forget();
    }

    public void Forget()
    {
        foreach (SimulatedFile file in _files)
        {
            file.WasSeen = false;
            file.IsInParts = file.IsHeldByParts || (!file.IsWanted && !file.Exists);
            if (file.IsWanted && file.IsInParts) Import(file);
        }
    }

    public FileStamp[] Stamps() => [.. _files.Select(file => file.Exists
        ? new FileStamp(file.Content.Length, file.ModifiedUnixNanoseconds)
        : FileStamp.Missing)];

    private int PieceOf(long offset) => (int)(offset / _layout.Geometry.PieceLength);

    private IEnumerable<int> PiecesOf(FileSpan span)
    {
        int first = PieceOf(span.ContentOffset);
        return Enumerable.Range(first, PieceOf(span.ContentOffset + span.Length - 1) - first + 1);
    }

    private void Import(SimulatedFile file)
    {
        if (file.IsHeldByParts && _layout.TryPiecesOf(file.Content.Index, out int first, out int last))
        {
            file.Exists = file.WasSeen = true;
            for (int piece = first; piece <= last; piece++)
                if (_slots.Contains(piece)) Mark(file, piece);
        }

        file.IsInParts = file.IsHeldByParts = false;
        _slots.RemoveWhere(piece => !SpansOf(piece).Any(span => _files[span.File].IsHeldByParts));
    }

    private void Export(SimulatedFile file)
    {
        if (file.Content.IsPadding) return;
        file.IsDropped = file.Exists && LeftAlone.Contains(file.Content.Index);
        if (file.IsDropped) return;
        List<FileSpan> shared = SharedSpansOf(file);
        bool stays = file.Exists
            && (file.IsWhole || !file.HoldsOnly([.. shared.Select(span => (span.FileOffset, span.Length))]));
        if (stays) return;
        if (file.Exists)
        {
            file.IsHeldByParts = shared.Count > 0;
            foreach (FileSpan span in shared) _slots.Add(PieceOf(span.ContentOffset));
        }

        file.IsInParts = true;
        file.Exists = file.WasSeen = false;
        file.ForgetWritten();
    }

    private List<FileSpan> SharedSpansOf(SimulatedFile file)
    {
        if (!_layout.TryPiecesOf(file.Content.Index, out int first, out int last)) return [];
        return [.. new[] { first, last }.Distinct().Select(SpansOf)
            .Where(spans => spans.Exists(span => _files[span.File].IsWanted))
            .SelectMany(spans => spans.Where(span => span.File == file.Content.Index))];
    }

    private List<FileSpan> SpansOf(int piece)
    {
        var spans = new List<FileSpan>();
        foreach (FileSpan span in _layout.SpansOf(piece))
            if (!span.IsPadding) spans.Add(span);
        return spans;
    }

    private void Mark(SimulatedFile file, int piece)
    {
        foreach (FileSpan span in SpansOf(piece).Where(span => span.File == file.Content.Index))
            file.MarkWritten(span.FileOffset, span.Length);
    }

    private static StorageError Missing(SimulatedFile file, string operation, string root) =>
        new(StorageErrorKind.Missing, operation, $"{root}/{file.Path}", "it does not exist");
}
