namespace GSTorrent.Bencoding;

/// <summary>Steps over the items of a list without allocating.</summary>
public struct BencodeListEnumerator
{
    private readonly BencodeDocument? _document;
    private int _next;
    private int _left;

    internal BencodeListEnumerator(BencodeDocument? document, int list, int count)
    {
        _document = document;
        _next = list + 1;
        _left = count;
    }

    /// <summary>The item stepped on.</summary>
    public BencodeElement Current { get; private set; }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly BencodeListEnumerator GetEnumerator() => this;

    /// <summary>Goes on to the next item, if there is one.</summary>
    public bool MoveNext()
    {
        if (_left == 0) return false;
        _left--;
        Current = new BencodeElement(_document!, _next);
        _next = _document!.Token(_next).Next;
        return true;
    }
}
