using GSTorrent.Transport.Tcp;
using GSTorrent.Wire;

namespace GSTorrent.Transport.Tests.Tcp;

/// <summary>Notes what a connection reports, hands blocks back, and lets tests wait for it without sleeping.</summary>
internal sealed class RecordingSink(MessageBatchPool batches) : IPeerSink
{
    private readonly Lock _lock = new();
    private readonly List<Note> _notes = [];
    private readonly List<(Func<bool> Condition, TaskCompletionSource Met)> _waits = [];
    private readonly TaskCompletionSource<(DisconnectReason Reason, string? Detail)> _closed =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A message and the bytes that came with it.</summary>
    public sealed record Note(string Text, byte[] Payload);

    /// <summary>Awaited before a batch is done with.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Task<(DisconnectReason Reason, string? Detail)> Closed => _closed.Task;

    public int ClosedCount { get; private set; }

    public int BatchCount { get; private set; }

    public long SentPayload { get; private set; }

    public long SentTotal { get; private set; }

    public IReadOnlyList<Note> Notes
    {
        get
        {
            lock (_lock) return [.. _notes];
        }
    }

    public async ValueTask ReceivedAsync(PeerConnection connection, MessageBatch batch)
    {
        Change(() =>
        {
            BatchCount++;
            foreach (PeerMessage message in batch.Messages)
                _notes.Add(new Note(message.ToString(), message.Block?.Span.ToArray() ?? message.Bytes));
        });
        batch.Discard();
        batches.Return(batch);
        await Gate;
    }

    public void Sent(PeerConnection connection, long payloadBytes, long totalBytes) => Change(() =>
    {
        SentPayload += payloadBytes;
        SentTotal += totalBytes;
    });

    void IPeerSink.Closed(PeerConnection connection, DisconnectReason reason, string? detail)
    {
        Change(() => ClosedCount++);
        _closed.TrySetResult((reason, detail));
    }

    /// <summary>Done as soon as the condition holds; it is looked at after every report.</summary>
    public Task Until(Func<bool> condition)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock) _waits.Add((condition, met));
        Change(() => { });
        return met.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public Task UntilCount(int messages) => Until(() => _notes.Count >= messages);

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            foreach ((Func<bool> condition, TaskCompletionSource met) in _waits)
                if (condition()) met.TrySetResult();
            _waits.RemoveAll(wait => wait.Met.Task.IsCompleted);
        }
    }
}
