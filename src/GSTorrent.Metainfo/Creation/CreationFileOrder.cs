using System.Text;

namespace GSTorrent.MetainfoFormat;

/// <summary>
/// Compares files as version 2 orders them: element by element, by the bytes of their UTF-8 (BEP 52). Version 1
/// torrents use it too, so that the same folder gives the same torrent on every machine.
/// </summary>
public sealed class CreationFileOrder : IComparer<CreationFile>
{
    private CreationFileOrder()
    {
    }

    /// <summary>The only one.</summary>
    public static CreationFileOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(CreationFile? x, CreationFile? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        string[] left = x.Path.Split('/');
        string[] right = y.Path.Split('/');
        for (int i = 0; i < left.Length && i < right.Length; i++)
        {
            int order = Encoding.UTF8.GetBytes(left[i]).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right[i]));
            if (order != 0) return order;
        }

        return left.Length.CompareTo(right.Length);
    }
}
