using System.Collections.Concurrent;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Application;

/// <summary>
/// Tells how much space there is where content may be put. A disk that does not answer is not waited for, and it holds
/// one thread at most, however often it is asked about.
/// </summary>
public sealed class VolumeSpaces
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, Task<Result<VolumeSpace>>> _asking = new(StringComparer.Ordinal);
    private readonly DestinationRules _rules;
    private readonly TimeProvider _clock;

    internal VolumeSpaces(DestinationRules rules, TimeProvider clock)
    {
        _rules = rules;
        _clock = clock;
    }

    /// <summary>The space for a directory that is there or may be made.</summary>
    public async Task<Result<VolumeSpace>> GetAsync(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (_rules.Check(path) is { } refused) return refused;
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        try
        {
            return await _asking.GetOrAdd(full, Ask).WaitAsync(Patience, _clock);
        }
        catch (TimeoutException)
        {
            return Unusable(full, "its disk does not answer");
        }
    }

    private Task<Result<VolumeSpace>> Ask(string path)
    {
        var answer = new TaskCompletionSource<Result<VolumeSpace>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            Result<VolumeSpace> space = Look(path);
            _asking.TryRemove(path, out _);
            answer.SetResult(space);
        })
        {
            IsBackground = true,
            Name = "volume space",
        };
        thread.Start();
        return answer.Task;
    }

    private static Result<VolumeSpace> Look(string path)
    {
        try
        {
            string? there = path;
            while (there is not null && !Directory.Exists(there)) there = Path.GetDirectoryName(there);
            var drive = new DriveInfo(there ?? path);
            return new VolumeSpace(drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Unusable(path, unknown.Message);
        }
    }

    private static AppError Unusable(string path, string why) =>
        new("destination-unusable", $"The free space of {path} cannot be told: {why}.");
}
