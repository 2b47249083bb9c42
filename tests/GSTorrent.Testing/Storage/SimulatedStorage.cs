using System.Collections.ObjectModel;
using GSTorrent.Storage;

namespace GSTorrent.Testing;

/// <summary>
/// The content of a torrent in memory, with faults on demand. Behaves as the real storage does: both pass the same
/// conformance suite. Thread-safe.
/// </summary>
public sealed class SimulatedStorage : IContentStorage
{
    private readonly Lock _lock = new();
    private readonly SimulatedDisk _disk = new();
    private readonly SimulatedPlaces _places;
    private SimulatedPlaces.State _durable;
    private IReadOnlySet<int> _guarded = ReadOnlySet<int>.Empty;
    private long _writes;
    private long _reads;

    /// <param name="layout">Where pieces and files lie.</param>
    /// <param name="wantedFiles">One flag a file; null: all.</param>
    /// <param name="root">A name for errors.</param>
    public SimulatedStorage(ContentLayout layout, IReadOnlyList<bool>? wantedFiles = null, string root = "/simulated")
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        Root = root;
        _places = new SimulatedPlaces(layout, wantedFiles);
        _durable = _places.Save();
    }

    /// <summary>What goes wrong.</summary>
    public StorageFaults Faults { get; } = new();

    /// <inheritdoc />
    public ContentLayout Layout { get; }

    /// <inheritdoc />
    public string Root { get; private set; }

    /// <inheritdoc />
    public string? MountPoint => null;

    /// <summary>Bytes taken on the simulated disk.</summary>
    public long UsedBytes
    {
        get
        {
            lock (_lock) return _disk.UsedBytes;
        }
    }

    /// <summary>Calls of <see cref="Write"/> so far.</summary>
    public long WriteCount => Interlocked.Read(ref _writes);

    /// <summary>Calls of <see cref="Read"/> so far.</summary>
    public long ReadCount => Interlocked.Read(ref _reads);

    /// <summary>Turns every bit of a range at rest, as a bad disk does.</summary>
    public void Corrupt(long offset, int length)
    {
        byte[] content = new byte[length];
        lock (_lock)
        {
            _disk.Read(offset, content);
            for (int i = 0; i < length; i++) content[i] ^= 0xff;
            _disk.Write(offset, content, long.MaxValue);
        }
    }

    /// <summary>Removes a file behind the storage's back.</summary>
    public void LoseFile(int file)
    {
        lock (_lock) _places.Lose(file);
    }

    /// <summary>A power cut: what was not flushed is gone.</summary>
    public void LosePower()
    {
        lock (_lock)
        {
            _disk.LosePower();
            _places.Restore(_durable);
        }
    }

    /// <inheritdoc />
    public StorageError? Write(long offset, IReadOnlyList<ReadOnlyMemory<byte>> gathered)
    {
        ArgumentNullException.ThrowIfNull(gathered);
        byte[] content = [.. gathered.SelectMany(static buffer => buffer.ToArray())];
        FileSpans spans = Layout.Spans(offset, content.Length);
        Faults.BeforeAccess?.Invoke();
        lock (_lock)
        {
            bool fails = Faults.TakeWriteFailure(Interlocked.Increment(ref _writes), out var kind, out long kept);
            if (fails) content = content[..(int)Math.Min(kept, content.Length)];
            StorageError? error = CheckChange("write") ?? WriteSpans(spans, offset, content);
            return error ?? (fails ? Fail(kind, "write", Root, "an injected fault") : null);
        }
    }

    /// <inheritdoc />
    public StorageError? Read(long offset, IReadOnlyList<Memory<byte>> scattered)
    {
        ArgumentNullException.ThrowIfNull(scattered);
        FileSpans spans = Layout.Spans(offset, scattered.Sum(static buffer => (long)buffer.Length));
        Faults.BeforeAccess?.Invoke();
        lock (_lock)
        {
            if (Faults.TakeReadFailure(Interlocked.Increment(ref _reads), out StorageErrorKind kind))
                return Fail(kind, "read", Root, "an injected fault");
            StorageError? error = CheckRoot("read");
            foreach (FileSpan span in spans) error ??= _places.CheckReadable(span, Root);
            if (error is not null) return error;
            foreach (Memory<byte> buffer in scattered)
            {
                _disk.Read(offset, buffer.Span);
                offset += buffer.Length;
            }

            return null;
        }
    }

    /// <inheritdoc />
    public ContentPresence Probe(long offset, long length)
    {
        FileSpans spans = Layout.Spans(offset, length);
        lock (_lock)
        {
            if (Faults.IsRootMissing) return ContentPresence.Missing;
            var all = ContentPresence.Zeros;
            foreach (FileSpan span in spans)
            {
                if (_places.CheckReadable(span, Root) is not null) return ContentPresence.Missing;
                if (!_places.IsHole(span)) all = ContentPresence.Stored;
            }

            return all;
        }
    }

    /// <inheritdoc />
    public StorageError? Flush()
    {
        lock (_lock)
        {
            StorageError? error = CheckRoot("flush");
            if (Faults.FlushFailure is { } kind) error ??= Fail(kind, "flush", Root, "an injected fault");
            if (error is not null) return error;
            _disk.Flush();
            _durable = _places.Save();
            return null;
        }
    }

    /// <inheritdoc />
    public StorageError? SetWanted(IReadOnlyList<bool> wantedFiles)
    {
        ArgumentNullException.ThrowIfNull(wantedFiles);
        lock (_lock)
        {
            StorageError? error = CheckChange("choose files in");
            if (error is null) _places.Choose(wantedFiles);
            return error;
        }
    }

    /// <inheritdoc />
    public StorageError? FileCompleted(int file)
    {
        lock (_lock) return CheckChange("complete") ?? _places.Complete(file, Root);
    }

    /// <inheritdoc />
    public void Guard(IReadOnlySet<int> files)
    {
        lock (_lock) _guarded = files;
    }

    /// <inheritdoc />
    public void LeaveAlone(IReadOnlySet<int> files)
    {
        lock (_lock) _places.LeftAlone = files;
    }

    /// <inheritdoc />
    public string PathOf(int file)
    {
        lock (_lock) return _places.PathOf(file);
    }

    /// <inheritdoc />
    public StorageError? RenameFiles(IReadOnlyDictionary<int, string> newPaths)
    {
        lock (_lock) return CheckChange("rename") ?? _places.Rename(newPaths, Root);
    }

    /// <inheritdoc />
    public MoveResult MoveTo(
        string newRoot, bool carriesOn, IProgress<long>? copiedBytes, CancellationToken cancellation)
    {
        lock (_lock)
        {
            StorageError? error = CheckChange("move");
            if (error is null && Faults.IsMoveACopy && cancellation.IsCancellationRequested)
                error = Fail(StorageErrorKind.Cancelled, "copy", Root, "it was cancelled");
            if (error is not null) return new MoveResult(MoveOutcome.Stayed, error);
            if (Faults.IsMoveACopy) copiedBytes?.Report(_disk.UsedBytes);
            Root = newRoot;
            _places.Move();
            return new MoveResult(MoveOutcome.Moved, null);
        }
    }

    /// <inheritdoc />
    public void NoteAbsent(IEnumerable<int> files)
    {
        // Nobody else brings files into memory.
    }

    /// <inheritdoc />
    public StorageError? FindStrangers(out IReadOnlyList<int> files)
    {
        files = [];
        lock (_lock) return CheckRoot("check");
    }

    /// <inheritdoc />
    public StorageError? DeleteFiles(IReadOnlySet<int> kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        lock (_lock)
        {
            StorageError? error = CheckChange("delete");
            if (error is not null) return error;
            if (kept.Count == 0) _disk.Clear();
            _places.Clear(kept);
            _durable = _places.Save();
            return null;
        }
    }

    /// <inheritdoc />
    public StorageError? Check(out FileStamp[] stamps)
    {
        lock (_lock)
        {
            stamps = _places.Stamps();
            return CheckRoot("check");
        }
    }

    /// <inheritdoc />
    public StorageError? Check(IReadOnlyList<int> files, out FileStamp[] stamps)
    {
        StorageError? error = Check(out FileStamp[] all);
        stamps = [.. files.Select(file => all[file])];
        return error;
    }

    /// <inheritdoc />
    public StorageError? CheckRoot()
    {
        lock (_lock) return CheckRoot("look for");
    }

    /// <inheritdoc />
    public void KeepMount()
    {
        // Memory has no mounts.
    }

    /// <inheritdoc />
    public void AdoptMount(string? mountPoint)
    {
        // Nor can it lie on another one.
    }

    /// <inheritdoc />
    public void Forget()
    {
        lock (_lock) _places.Forget();
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private StorageError? WriteSpans(FileSpans spans, long offset, byte[] content)
    {
        foreach (FileSpan span in spans)
        {
            int length = (int)Math.Min(span.Length, content.Length - (span.ContentOffset - offset));
            if (length <= 0) return null;
            if (span.IsPadding) continue;
            ReadOnlySpan<byte> bytes = content.AsSpan((int)(span.ContentOffset - offset), length);
            if (_guarded.Contains(span.File))
            {
                if (HasAlready(span, bytes)) continue;
                return Fail(StorageErrorKind.AlreadyExists, "write", Root, "another torrent has this file too");
            }

            StorageError? error = _places.Place(span with { Length = length }, Root);
            if (error is not null) return error;
            if (_disk.Write(span.ContentOffset, bytes, Faults.CapacityBytes) < length)
                return Fail(StorageErrorKind.DiskFull, "write", Root, "no space left on the device");
        }

        return null;
    }

    private bool HasAlready(in FileSpan span, ReadOnlySpan<byte> bytes)
    {
        if (_places.CheckReadable(span, Root) is not null) return false;
        byte[] there = new byte[bytes.Length];
        _disk.Read(span.ContentOffset, there);
        return bytes.SequenceEqual(there);
    }

    private StorageError? CheckRoot(string operation) => Faults.IsRootMissing
        ? Fail(StorageErrorKind.Missing, operation, Root, "the root directory does not exist")
        : null;

    private StorageError? CheckChange(string operation) => CheckRoot(operation) ?? (Faults.IsReadOnly
        ? Fail(StorageErrorKind.ReadOnly, operation, Root, "the file system is read-only")
        : null);

    private static StorageError Fail(StorageErrorKind kind, string operation, string path, string message) =>
        new(kind, operation, path, message);
}
