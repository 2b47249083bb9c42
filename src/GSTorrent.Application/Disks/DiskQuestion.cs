namespace GSTorrent.Application.Disks;

/// <summary>Asks a disk on a thread of its own, so that one that hangs holds up nobody else.</summary>
internal static class DiskQuestion
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The answer, or an error if none came in time or the disk refused.</summary>
    /// <param name="path">What is asked about; part of the error.</param>
    /// <param name="ask">Runs on the thread; what the disk throws becomes an error.</param>
    public static async Task<Result<T>> AskAsync<T>(string path, Func<Result<T>> ask)
    {
        var answer = new TaskCompletionSource<Result<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => answer.SetResult(Answer(path, ask)))
        {
            IsBackground = true,
            Name = "disk question",
        };
        thread.Start();
        try
        {
            return await answer.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            return new AppError("destination-unusable", $"{path}: its disk does not answer.");
        }
    }

    private static Result<T> Answer<T>(string path, Func<Result<T>> ask)
    {
        try
        {
            return ask();
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return new AppError("destination-unusable", $"{path} cannot be read: {denied.Message}");
        }
    }
}
