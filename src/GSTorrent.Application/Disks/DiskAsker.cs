using System.Runtime.InteropServices;

namespace GSTorrent.Application.Disks;

/// <summary>
/// Asks disks for requests, each question on a thread of its own: a disk that hangs keeps a thread, but no request.
/// How many threads it can keep is limited. Thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="before">Called on the thread before each question; a test makes a disk hang here.</param>
internal sealed class DiskAsker(TimeProvider time, Action<string>? before = null)
{
    /// <summary>How long people wait for an answer that they cannot do without.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Questions without an answer about one place, and in all; more are not asked.</summary>
    internal const int MaxWaitingOfPlace = 4, MaxWaiting = 32;

    /// <summary>As many about one place.</summary>
    internal int MaxOfPlace { get; init; } = MaxWaitingOfPlace;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _waiting = new(StringComparer.Ordinal);
    private int _waitingInAll;

    /// <summary>The answer, or an error if it does not come in time.</summary>
    /// <param name="place">The directory that is asked about.</param>
    /// <param name="question">May take for ever; disk errors are to be part of its answer.</param>
    /// <param name="patience">How long to wait.</param>
    public async Task<Result<T>> AskAsync<T>(string place, Func<T> question, TimeSpan patience)
    {
        if (!TryEnter(place)) return Silent(place);
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Answer(place, question, answer)) { IsBackground = true, Name = "disk question" }.Start();
        try
        {
            return await answer.Task.WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            return Silent(place);
        }
    }

    private void Answer<T>(string place, Func<T> question, TaskCompletionSource<T> answer)
    {
        try
        {
            before?.Invoke(place);
            T found = question();
            Leave(place);
            answer.SetResult(found);
        }
        catch (Exception bug)
        {
            Leave(place);
            answer.SetException(bug);
        }
    }

    private bool TryEnter(string place)
    {
        lock (_gate)
        {
            if (_waitingInAll >= MaxWaiting || _waiting.GetValueOrDefault(place) >= MaxOfPlace) return false;
            CollectionsMarshal.GetValueRefOrAddDefault(_waiting, place, out _)++;
            _waitingInAll++;
            return true;
        }
    }

    private void Leave(string place)
    {
        lock (_gate)
        {
            if (--CollectionsMarshal.GetValueRefOrNullRef(_waiting, place) == 0) _waiting.Remove(place);
            _waitingInAll--;
        }
    }

    private static AppError Silent(string place) =>
        new("destination-unusable", $"The disk of {place} does not answer.");
}
