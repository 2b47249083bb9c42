using GSTorrent.Storage;
using Spectre.Console;

namespace GSTorrent.Terminal.Creating;

/// <summary>Shows how far the hashing is: a bar on a terminal.</summary>
public static class HashingBar
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Moves until the hashing ends.</summary>
    public static Task ShowAsync(HashingProgress hashing, IAnsiConsole console) =>
        console.Progress()
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(),
                new TransferSpeedColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                string name = Markup.Escape(SafeText.Of(hashing.Name));
                ProgressTask bar = progress.AddTask(name, maxValue: hashing.TotalBytes);
                while (!hashing.Completion.IsCompleted)
                {
                    await Task.WhenAny(hashing.Completion, Task.Delay(Pause, CancellationToken.None));
                    bar.Value = hashing.HashedBytes;
                }

                // Little content is hashed before the first look: the end is shown all the same.
                bar.Value = hashing.HashedBytes >= hashing.TotalBytes ? bar.MaxValue : hashing.HashedBytes;
                progress.Refresh();
            });
}
