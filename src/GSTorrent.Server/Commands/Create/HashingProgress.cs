using GSTorrent.Server.Commands.Output;
using Spectre.Console;

namespace GSTorrent.Server.Commands.Create;

/// <summary>Hashes on a thread of its own and shows how far it is: a bar on a terminal, elsewhere nothing.</summary>
internal static class HashingProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task<(HashedContent? Hashed, CommandError? Error)> FollowAsync(
        ContentHashing hashing, string name, Printer printer, CancellationToken cancellation)
    {
        Task<(HashedContent?, CommandError?)> work = Start(hashing, cancellation);
        if (printer.IsLive) await ShowAsync(work, hashing, name, printer.CreateConsole());
        return await work;
    }

    private static Task ShowAsync(Task work, ContentHashing hashing, string name, IAnsiConsole console) =>
        console.Progress()
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(),
                new TransferSpeedColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                ProgressTask bar = progress.AddTask(Markup.Escape(SafeText.Of(name)), maxValue: hashing.TotalBytes);
                while (!work.IsCompleted)
                {
                    await Task.WhenAny(work, Task.Delay(Pause, CancellationToken.None));
                    bar.Value = hashing.HashedBytes;
                }

                progress.Refresh();
            });

    // The hasher's threads include its caller's, and this one has to show the bar and hear the interruption.
    private static Task<(HashedContent?, CommandError?)> Start(ContentHashing hashing, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<(HashedContent?, CommandError?)>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                HashedContent? hashed = hashing.Run(out CommandError? error, cancellation);
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
