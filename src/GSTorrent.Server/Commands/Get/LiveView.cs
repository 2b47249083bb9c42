using GSTorrent.Application;
using GSTorrent.Server.Commands.Output;
using GSTorrent.Terminal;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace GSTorrent.Server.Commands.Get;

/// <summary>Downloads as bars on a terminal.</summary>
internal sealed class LiveView(IReadOnlyList<Download> downloads, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Shows them until all have ended.</summary>
    public Task ShowAsync(Task all, IAnsiConsole console)
    {
        var detail = new DetailColumn();
        return console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), detail)
            .StartAsync(async progress =>
            {
                (ProgressTask Bar, Download Download)[] rows =
                    [.. downloads.Select(download => (progress.AddTask(Title(download)), download))];
                foreach ((ProgressTask bar, Download download) in rows) detail.Add(bar.Id, download);
                while (!all.IsCompleted)
                {
                    await Task.WhenAny(all, Task.Delay(Pause, time, CancellationToken.None));
                    foreach ((ProgressTask bar, Download download) in rows) Update(bar, download);
                }

                progress.Refresh();
            });
    }

    private static void Update(ProgressTask bar, Download download)
    {
        bar.Description = Title(download);
        if (download.Row is not { HasMetainfo: true } row) return;
        bar.Value = bar.MaxValue * row.Progress;
    }

    private static string Title(Download download)
    {
        const int Shown = 30;
        string name = SafeText.Line(DownloadText.Name(download));
        return Markup.Escape(Excerpt.Of(name, Shown));
    }

    /// <summary>Rate, time left and peers.</summary>
    private sealed class DetailColumn : ProgressColumn
    {
        private readonly Dictionary<int, Download> _downloads = [];

        protected override bool NoWrap => true;

        public void Add(int bar, Download download) => _downloads[bar] = download;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(_downloads.TryGetValue(task.Id, out Download? download) ? DownloadText.Detail(download) : "");
    }
}
