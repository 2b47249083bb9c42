namespace GSTorrent.Testing;

/// <summary>Sparse bytes in memory, with the state of the last flush to go back to.</summary>
internal sealed class SimulatedDisk
{
    public const int BlockSize = 4096;

    private readonly Dictionary<long, byte[]> _blocks = [];
    private readonly Dictionary<long, byte[]?> _beforeFlush = [];

    public long UsedBytes => (long)_blocks.Count * BlockSize;

    /// <summary>Writes as much as there is room for; answers how much that was.</summary>
    public int Write(long offset, ReadOnlySpan<byte> content, long capacityBytes)
    {
        int done = 0;
        while (done < content.Length)
        {
            (long number, long start) = Math.DivRem(offset + done, BlockSize);
            if (!_blocks.ContainsKey(number) && UsedBytes + BlockSize > capacityBytes) return done;
            int count = (int)Math.Min(BlockSize - start, content.Length - done);
            content.Slice(done, count).CopyTo(ForChange(number).AsSpan((int)start));
            done += count;
        }

        return done;
    }

    public void Read(long offset, Span<byte> content)
    {
        while (!content.IsEmpty)
        {
            (long number, long start) = Math.DivRem(offset, BlockSize);
            int count = (int)Math.Min(BlockSize - start, content.Length);
            if (_blocks.TryGetValue(number, out byte[]? block)) block.AsSpan((int)start, count).CopyTo(content);
            else content[..count].Clear();
            content = content[count..];
            offset += count;
        }
    }

    public void Flush() => _beforeFlush.Clear();

    /// <summary>Undoes every write since the last flush.</summary>
    public void LosePower()
    {
        foreach ((long number, byte[]? block) in _beforeFlush)
        {
            if (block is null) _blocks.Remove(number);
            else _blocks[number] = block;
        }

        _beforeFlush.Clear();
    }

    public void Clear()
    {
        _blocks.Clear();
        _beforeFlush.Clear();
    }

    private byte[] ForChange(long number)
    {
        bool exists = _blocks.TryGetValue(number, out byte[]? block);
        if (!_beforeFlush.ContainsKey(number)) _beforeFlush.Add(number, exists ? (byte[])block!.Clone() : null);
        return exists ? block! : _blocks[number] = new byte[BlockSize];
    }
}
