namespace GSTorrent.Bencoding;

/// <summary>
/// Finds equal keys in a dictionary whose keys are not sorted, where comparing neighbours is not enough. Sorting keeps
/// it O(n log n) for any input; a hash set could be attacked.
/// </summary>
internal static class DuplicateKeys
{
    public static bool Exist(ReadOnlySpan<byte> data, BencodeToken[] tokens, int dictionary, int count)
    {
        byte[] bytes = data[tokens[dictionary].Start..tokens[dictionary].End].ToArray();
        int origin = tokens[dictionary].Start;
        var keys = new Range[count];
        int token = dictionary + 1;
        for (int i = 0; i < count; i++)
        {
            keys[i] = (tokens[token].Detail - origin)..(tokens[token].End - origin);
            token = tokens[token + 1].Next;
        }

        int Compare(Range left, Range right) => bytes.AsSpan(left).SequenceCompareTo(bytes.AsSpan(right));
        Array.Sort(keys, Compare);
        for (int i = 1; i < count; i++)
            if (Compare(keys[i - 1], keys[i]) == 0) return true;
        return false;
    }
}
