namespace GSTorrent.Storage;

/// <summary>Hashes on a thread of its own: the hasher's threads include its caller's.</summary>
internal static class HashingThread
{
    public static Task<(HashedContent? Hashed, CreationError? Error)> Start(
        ContentHashing hashing, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<(HashedContent?, CreationError?)>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                HashedContent? hashed = hashing.Run(out CreationError? error, cancellation);
                answer.SetResult((hashed, error));
            }
            catch (Exception bug)
            {
                answer.SetException(bug);
            }
        })
        {
            IsBackground = true,
            Name = "create",
        };
        thread.Start();
        return answer.Task;
    }
}
