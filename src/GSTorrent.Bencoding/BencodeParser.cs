namespace GSTorrent.Bencoding;

/// <summary>
/// Builds the token table in one pass with a stack of its own, so that no input can exhaust the thread's stack.
/// </summary>
internal ref struct BencodeParser(ReadOnlyMemory<byte> data, BencodeLimits limits)
{
    private readonly ReadOnlyMemory<byte> _memory = data;
    private readonly ReadOnlySpan<byte> _data = data.Span;
    private readonly BencodeLimits _limits = limits;
    private BencodeToken[] _tokens = new BencodeToken[8];
    private Frame[] _frames = [];
    private int _depth;
    private int _position;

    public BencodeError Error { get; private set; }

    public int TokenCount { get; private set; }

    public bool HasUnsortedKeys { get; private set; }

    public bool HasDuplicateKeys { get; private set; }

    public readonly BencodeToken[] Tokens => _tokens;

    public readonly int Consumed => _position;

    /// <summary>Reads exactly one value from the start of the input.</summary>
    public bool TryRead()
    {
        do
        {
            if (_position >= _data.Length) return Fail("unexpected end of input", _data.Length);
            if (_position >= _limits.MaxLength) return Fail($"longer than {_limits.MaxLength} bytes", _position);
            if (!TryStep()) return false;
        }
        while (_depth > 0);
        return _position <= _limits.MaxLength || Fail($"longer than {_limits.MaxLength} bytes", _limits.MaxLength);
    }

    private bool TryStep()
    {
        byte first = _data[_position];
        if (_depth > 0)
        {
            ref Frame frame = ref _frames[_depth - 1];
            if (first == (byte)'e') return TryClose(ref frame);
            if (frame.IsDictionary && !frame.AwaitsValue) return TryReadKey(ref frame);
            frame.AwaitsValue = false;
            frame.Count++;
        }

        return first switch
        {
            (byte)'i' => TryReadInteger(),
            (byte)'l' or (byte)'d' => TryOpen(first == (byte)'d'),
            >= (byte)'0' and <= (byte)'9' => TryReadBytes(),
            _ => Fail("no bencoded value begins like this", _position),
        };
    }

    private bool TryOpen(bool isDictionary)
    {
        if (_depth >= _limits.MaxDepth) return Fail($"nested deeper than {_limits.MaxDepth}", _position);
        if (_depth == _frames.Length) Array.Resize(ref _frames, Math.Max(4, _frames.Length * 2));
        _frames[_depth++] = new Frame { Token = TokenCount, IsDictionary = isDictionary, PreviousKey = -1 };
        _position++;
        return TryAdd(_position - 1, 0);
    }

    private bool TryClose(ref Frame frame)
    {
        if (frame.AwaitsValue) return Fail("a key without a value", _position);
        ref BencodeToken token = ref _tokens[frame.Token];
        token.End = ++_position;
        token.Next = TokenCount;
        token.Detail = frame.Count;
        if (frame.IsUnsorted && !HasDuplicateKeys)
            HasDuplicateKeys = DuplicateKeys.Exist(_memory, _tokens, frame.Token, frame.Count);
        _depth--;
        return true;
    }

    private bool TryReadKey(ref Frame frame)
    {
        if (!char.IsAsciiDigit((char)_data[_position]))
            return Fail("a dictionary key must be a byte string", _position);
        int key = TokenCount;
        if (!TryReadBytes()) return false;
        if (frame.PreviousKey >= 0)
        {
            int order = ContentOf(frame.PreviousKey).SequenceCompareTo(ContentOf(key));
            if (order == 0) HasDuplicateKeys = true;
            if (order > 0) HasUnsortedKeys = frame.IsUnsorted = true;
        }

        frame.PreviousKey = key;
        frame.AwaitsValue = true;
        return true;
    }

    private bool TryReadInteger()
    {
        // No real number has more digits than this; a scan over megabytes of digits would only serve an attacker.
        const int maxDigits = 64;
        int start = _position;
        int digits = start + 1;
        if (digits < _data.Length && _data[digits] == (byte)'-') digits++;
        int end = digits;
        while (end < _data.Length && char.IsAsciiDigit((char)_data[end]))
            if (++end - digits > maxDigits) return Fail($"integer of more than {maxDigits} digits", start);
        if (end == _data.Length) return Fail("unexpected end of input inside an integer", end);
        if (_data[end] != (byte)'e') return Fail("a character that is not a digit inside an integer", end);
        if (end == digits) return Fail("integer without digits", start);
        if (_data[digits] == (byte)'0' && end - digits > 1) return Fail("integer with a leading zero", start);
        if (_data[digits] == (byte)'0' && digits - start > 1) return Fail("negative zero", start);
        _position = end + 1;
        return TryAdd(start, 0);
    }

    private bool TryReadBytes()
    {
        int start = _position;
        long length = 0;
        int at = start;
        for (; at < _data.Length && char.IsAsciiDigit((char)_data[at]); at++)
        {
            length = (length * 10) + (_data[at] - '0');
            if (length > int.MaxValue) return Fail("byte string longer than the input", start);
        }

        if (at == _data.Length) return Fail("unexpected end of input inside a length", at);
        if (_data[at] != (byte)':') return Fail("a length must be followed by a colon", at);
        if (_data[start] == (byte)'0' && at - start > 1) return Fail("length with a leading zero", start);
        at++;
        if (length > _data.Length - at) return Fail("byte string longer than the input", start);
        _position = at + (int)length;
        return TryAdd(start, at);
    }

    private bool TryAdd(int start, int detail)
    {
        if (TokenCount >= _limits.MaxTokens) return Fail($"more than {_limits.MaxTokens} values", start);
        if (TokenCount == _tokens.Length) Array.Resize(ref _tokens, _tokens.Length * 2);
        _tokens[TokenCount] = new BencodeToken
        {
            Start = start,
            End = _position,
            Next = TokenCount + 1,
            Detail = detail,
        };
        TokenCount++;
        return true;
    }

    private readonly ReadOnlySpan<byte> ContentOf(int token) =>
        _data[_tokens[token].Detail.._tokens[token].End];

    private bool Fail(string reason, int offset)
    {
        Error = new BencodeError(reason, offset);
        return false;
    }

    private struct Frame
    {
        public int Token;
        public int Count;
        public int PreviousKey;
        public bool IsDictionary;
        public bool AwaitsValue;
        public bool IsUnsorted;
    }
}
