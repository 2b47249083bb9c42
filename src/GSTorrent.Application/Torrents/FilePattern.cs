using System.Globalization;
using GSTorrent.MetainfoFormat;

namespace GSTorrent.Application.Torrents;

/// <summary>The text of a <see cref="FileRule"/>, ready to be compared with files.</summary>
internal sealed class FilePattern
{
    private const int MaxLength = 1024;
    private readonly string _text;
    private readonly (int First, int Last)? _range;
    private readonly FilePositions? _positions;
    private readonly Glob _glob;

    private FilePattern(string text, (int First, int Last)? range)
    {
        _text = text;
        _range = range;
        _positions = FilePositions.Parse(text);
        _glob = new Glob(text);
    }

    public static Result<FilePattern> Parse(string text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength || text.Any(char.IsControl))
        {
            return new AppError("files-invalid", $"A pattern for files has 1 to {MaxLength} letters and no control "
                + "characters.");
        }

        if (!TryRange(text, out (int First, int Last)? range)) return NoFile(text);
        return new FilePattern(text, range);
    }

    public static AppError NoFile(string text) =>
        new("files-invalid", $"No file of the torrent is named by '{text}'.");

    /// <summary>Is this file meant? Padding never is.</summary>
    /// <param name="file">The file.</param>
    /// <param name="position">How many files that are no padding stand before it.</param>
    /// <param name="isInFolder">Do all files lie in a folder of the torrent's name?</param>
    public bool Names(ContentFile file, int position, bool isInFolder)
    {
        if (file.IsPadding) return false;
        if (_positions is not null) return _positions.Contains(position);
        if (_range is { } range) return file.Index >= range.First && file.Index <= range.Last;
        if (string.Equals(_text, file.Path, StringComparison.Ordinal)) return true;
        ReadOnlySpan<char> path = file.Path;
        if (!_text.Contains('/', StringComparison.Ordinal)) return _glob.Matches(path[(path.LastIndexOf('/') + 1)..]);

        // People may leave out the folder that every file of the torrent lies in.
        return _glob.Matches(path) || (isInFolder && _glob.Matches(path[(path.IndexOf('/') + 1)..]));
    }

    private static bool TryRange(string text, out (int First, int Last)? range)
    {
        range = null;
        ReadOnlySpan<char> all = text;
        int dash = all.IndexOf('-');
        if (dash < 0 ? !IsDigits(all) : !IsDigits(all[..dash]) || !IsDigits(all[(dash + 1)..])) return true;
        if (!TryIndex(dash < 0 ? all : all[..dash], out int first)) return false;
        int last = first;
        if (dash >= 0 && !TryIndex(all[(dash + 1)..], out last)) return false;
        range = (first, last);
        return first <= last;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) =>
        text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');

    private static bool TryIndex(ReadOnlySpan<char> text, out int index) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index);
}
