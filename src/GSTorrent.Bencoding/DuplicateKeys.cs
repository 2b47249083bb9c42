namespace GSTorrent.Bencoding;

/// <summary>
/// Finds equal keys in a dictionary whose keys are not sorted, where comparing neighbours is not enough. Sorting keeps
/// it O(n log n) for any input; a hash set could be attacked.
/// </summary>
internal static class DuplicateKeys
{
    public static bool Exist(ReadOnlyMemory<byte> data, BencodeToken[] tokens, int dictionary, int count)
    {
        var keys = new ReadOnlyMemory<byte>[count];
        int token = dictionary + 1;
        for (int i = 0; i < count; i++)
        {
            keys[i] = data[tokens[token].Detail..tokens[token].End];
            token = tokens[token + 1].Next;
        }

        Array.Sort(keys, static (left, right) => left.Span.SequenceCompareTo(right.Span));
        for (int i = 1; i < count; i++)
            if (keys[i - 1].Span.SequenceEqual(keys[i].Span)) return true;
        return false;
    }
}
