namespace GSTorrent.Bencoding;

/// <summary>Steps over the keys and values of a dictionary without allocating.</summary>
public struct BencodeDictionaryEnumerator
{
    private readonly BencodeDocument? _document;
    private int _next;
    private int _left;

    internal BencodeDictionaryEnumerator(BencodeDocument? document, int dictionary, int count)
    {
        _document = document;
        _next = dictionary + 1;
        _left = count;
    }

    /// <summary>The pair stepped on.</summary>
    public BencodeProperty Current { get; private set; }

    /// <summary>For <c>foreach</c>.</summary>
    public readonly BencodeDictionaryEnumerator GetEnumerator() => this;

    /// <summary>Goes on to the next pair, if there is one.</summary>
    public bool MoveNext()
    {
        if (_left == 0) return false;
        _left--;
        // The key's content begins after its length prefix, which the token remembers; the value is the next token.
        ref readonly BencodeToken key = ref _document!.Token(_next);
        Current = new BencodeProperty(
            _document.Slice(key.Detail, key.End), new BencodeElement(_document, _next + 1));
        _next = _document.Token(_next + 1).Next;
        return true;
    }
}
