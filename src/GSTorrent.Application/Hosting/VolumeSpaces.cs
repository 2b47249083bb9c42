using System.Collections.Concurrent;
using GSTorrent.Application.Disks;
using GSTorrent.Application.Torrents;

namespace GSTorrent.Application;

/// <summary>
/// Tells how much space there is where content may be put. A disk that does not answer is not waited for, and all who
/// ask about a place at the same time get one answer.
/// </summary>
public sealed class VolumeSpaces
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, Task<Result<VolumeSpace>>> _asking = new(StringComparer.Ordinal);
    private readonly DestinationRules _rules;
    private readonly DiskAsker _disks;

    internal VolumeSpaces(DestinationRules rules, DiskAsker disks) => (_rules, _disks) = (rules, disks);

    /// <summary>The space for a directory that is there or may be made.</summary>
    public async Task<Result<VolumeSpace>> GetAsync(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!_rules.Resolve(path).TryGet(out string? full, out AppError? refused)) return refused;
        return await _asking.GetOrAdd(full, AskAsync);
    }

    private async Task<Result<VolumeSpace>> AskAsync(string full)
    {
        await Task.Yield();
        Result<Result<VolumeSpace>> answer = await _disks.AskAsync(full, () => Look(full), Patience);
        _asking.TryRemove(full, out _);
        return answer.TryGet(out Result<VolumeSpace> found, out AppError? silence) ? found : silence;
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
