using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Journal;
using GSTorrent.Application.Torrents;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.QBittorrent.Torrents;

/// <summary>Adds torrents.</summary>
internal sealed class AddRoutes(GstHost host, TimeProvider clock)
{
    /// <summary>
    /// So long the answer waits for a torrent that is fetched by URL; then it is yes, and the fetching goes on.
    /// </summary>
    private static readonly TimeSpan FetchPatience = TimeSpan.FromSeconds(4);

    public void Map(RouteSet routes) => routes.Change("/torrents/add", AddAsync);

    private async Task AddAsync(Call call)
    {
        if (!AddTexts.Read(call, host).TryGet(out AddTorrentCommand? wishes, out AppError? error))
        {
            await call.RefuseAsync(error);
            return;
        }

        List<Task<AddOutcome>> added = [];
        foreach (string address in call.Parameters.List("urls", '\n')) added.Add(AddByAddressAsync(wishes, address));
        foreach (IFormFile file in call.Parameters.Files) added.Add(AddFileAsync(wishes, file));
        AddOutcome[] outcomes = await Task.WhenAll(added);
        if (Array.Find(outcomes, outcome => outcome.BadFile is not null).BadFile is { } name)
        {
            await call.TextAsync($"Error: '{name}' is not a valid torrent file.", 415);
            return;
        }

        await call.TextAsync(outcomes.Any(outcome => outcome.IsAdded) ? "Ok." : "Fails.");
    }

    private async Task<AddOutcome> AddFileAsync(AddTorrentCommand wishes, IFormFile file)
    {
        var content = new byte[file.Length];
        await using (Stream stream = file.OpenReadStream()) await stream.ReadExactlyAsync(content);
        AddTorrentCommand command = wishes with { TorrentFile = content };
        Result<AddedTorrent> result = content.Length > 0
            ? await host.Torrents.AddAsync(command, CancellationToken.None)
            : new AppError("torrent-invalid", "The file is empty.");
        return result.Error is { Code: "torrent-invalid" }
            ? new AddOutcome(IsAdded: false, file.FileName)
            : Judge(result, file.FileName);
    }

    private async Task<AddOutcome> AddByAddressAsync(AddTorrentCommand wishes, string address)
    {
        string uri = AddTexts.ToUri(address);
        AddTorrentCommand command = wishes with { Uri = uri };
        bool isFetched = uri.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        Task patience = isFetched ? Task.Delay(FetchPatience, clock) : Task.CompletedTask;
        Task<AddOutcome> adding = JudgeAsync(host.Torrents.AddAsync(command, CancellationToken.None), address);
        return !isFetched || await Task.WhenAny(adding, patience) == adding
            ? await adding
            : new AddOutcome(IsAdded: true, BadFile: null);
    }

    private async Task<AddOutcome> JudgeAsync(Task<Result<AddedTorrent>> adding, string name) =>
        Judge(await adding, name);

    // "Fails." is all that a client is told, so the journal has the reason.
    private AddOutcome Judge(Result<AddedTorrent> result, string name)
    {
        if (result.TryGet(out AddedTorrent? added, out AppError? error)) return new AddOutcome(added.IsNew, null);
        string shown = AddTexts.WithoutSecrets(name);
        host.Journal.Append(
            JournalSeverity.Warning, JournalKinds.TorrentRefused, $"{shown} was not added: {error.Message}");
        return new AddOutcome(IsAdded: false, BadFile: null);
    }

    /// <param name="IsAdded">Is it there, and was it not before?</param>
    /// <param name="BadFile">Name of a file that is no torrent; null: it is one.</param>
    private readonly record struct AddOutcome(bool IsAdded, string? BadFile);
}
