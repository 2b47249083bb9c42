using GSTorrent.Server.Commands.Output;

namespace GSTorrent.Server.Commands.Get;

/// <summary>Downloads as lines, for files and programs.</summary>
internal sealed class LineView(IReadOnlyList<Download> downloads, Printer printer, TimeProvider time)
{
    private const int BeatMs = 250;
    private const int BeatsPerObject = 2;
    private const int BeatsPerLine = 20;

    private readonly HashSet<Download> _started = [];
    private readonly HashSet<Download> _seeding = [];

    /// <summary>Shows them until all have ended.</summary>
    public async Task ShowAsync(Task all)
    {
        for (int beat = 1; !all.IsCompleted; beat++)
        {
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromMilliseconds(BeatMs), time, CancellationToken.None));
            foreach (Download download in downloads) Show(download, beat);
        }
    }

    private void Show(Download download, int beat)
    {
        if (download is { HasStarted: true, Error: null } && _started.Add(download)) Tell("started", download, Started);
        if (download.Row is null || download.Error is not null) return;
        if (download.IsComplete)
        {
            if (_seeding.Add(download)) Tell("seeding", download, DownloadText.Line);
        }

        if (beat % (printer.IsJson ? BeatsPerObject : BeatsPerLine) == 0) Tell("progress", download, DownloadText.Line);
    }

    private static string Started(Download download) => download.PeerPort is { } port
        ? $"{DownloadText.Name(download)}: peer port {port}"
        : $"{DownloadText.Name(download)}: no port for peers, only outgoing connections";

    private void Tell(string what, Download download, Func<Download, string> text)
    {
        printer.Json(DownloadEvent.Of(what, download), GetJsonContext.Default.DownloadEvent);
        if (!printer.IsJson) printer.Line(text(download));
    }
}
