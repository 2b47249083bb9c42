using GSTorrent.Storage;

namespace GSTorrent.Application.Disks;

/// <summary>
/// Free space for those who must not wait: the last known answer comes at once, and the disk is asked again aside when
/// that is old. Thread-safe.
/// </summary>
/// <param name="clock">How old an answer is.</param>
public sealed class FreeSpaceWatch(TimeProvider clock)
{
    private const int MaxPaths = 64;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Answer> _answers = new(StringComparer.Ordinal);

    /// <summary>Bytes that may be written at the path, as far as is known; null: no answer has come yet.</summary>
    public long? Look(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        lock (_gate)
        {
            if (!_answers.TryGetValue(path, out Answer? answer))
            {
                if (_answers.Count >= MaxPaths) _answers.Clear();
                _answers[path] = answer = new Answer();
            }

            if (!answer.IsAsking && (answer.Bytes is null || clock.GetElapsedTime(answer.AskedAt) > Fresh))
                Ask(path, answer);
            return answer.Bytes;
        }
    }

    // A volume that hangs keeps its thread and nothing else.
    private void Ask(string path, Answer answer)
    {
        answer.IsAsking = true;
        answer.AskedAt = clock.GetTimestamp();
        var thread = new Thread(() =>
        {
            StorageError? failed = FreeSpace.Of(path, out FreeSpace space);
            lock (_gate)
            {
                if (failed is null) answer.Bytes = space.AvailableBytes;
                answer.IsAsking = false;
            }
        })
        {
            IsBackground = true,
            Name = "free space",
        };
        thread.Start();
    }

    private sealed class Answer
    {
        public long? Bytes { get; set; }

        public long AskedAt { get; set; }

        public bool IsAsking { get; set; }
    }
}
