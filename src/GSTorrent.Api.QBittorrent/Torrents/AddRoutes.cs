using System.Text.Json;
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

    private const int MaxAddresses = 100, MaxTold = 5;

    public void Map(RouteSet routes) => routes.Change("/torrents/add", AddAsync);

    private async Task AddAsync(Call call)
    {
        if (!AddTexts.Read(call, host).TryGet(out AddTorrentCommand? wishes, out AppError? error))
        {
            await call.RefuseAsync(error);
            return;
        }

        string[] addresses = call.Parameters.List("urls", '\n');
        if (addresses.Length > MaxAddresses)
        {
            string text = $"A request adds at most {MaxAddresses} URLs, not {addresses.Length}: nothing was added.";
            await call.RefuseAsync(new AppError("bad-request", text));
            return;
        }

        var late = new List<Task<AddOutcome>>();
        List<Task<AddOutcome>> added = [];
        foreach (string address in addresses) added.Add(AddByAddressAsync(wishes, address, late));
        foreach (IFormFile file in call.Parameters.Files) added.Add(AddFileAsync(wishes, file));
        AddOutcome[] outcomes = await Task.WhenAll(added);
        Tell(outcomes);
        if (late.Count > 0) _ = TellLaterAsync(late);
        await AnswerAsync(call, outcomes);
    }

    private async Task TellLaterAsync(List<Task<AddOutcome>> late) => Tell(await Task.WhenAll(late));

    // "Fails." is all that a client is told, so the journal has the reasons: in one entry, as it has room for so many.
    private void Tell(AddOutcome[] outcomes)
    {
        string[] failures = [.. outcomes.Select(outcome => outcome.Failure).OfType<string>()];
        if (failures.Length == 0) return;
        string more = failures.Length > MaxTold ? $"; and {failures.Length - MaxTold} more were not added" : "";
        host.Journal.Append(
            JournalSeverity.Warning,
            JournalKinds.TorrentRefused,
            $"{string.Join("; ", failures.Take(MaxTold))}{more}.");
    }

    private static Task AnswerAsync(Call call, AddOutcome[] outcomes)
    {
        if (Array.Find(outcomes, outcome => outcome.BadFile is not null).BadFile is { } name)
            return call.TextAsync($"Error: '{name}' is not a valid torrent file.", 415);
        bool isAny = outcomes.Any(outcome => outcome.IsAdded || outcome.IsPending);
        if (!call.Manners.IsNew) return call.TextAsync(isAny ? "Ok." : "Fails.");
        if (!isAny) return call.TextAsync("Conflict", StatusCodes.Status409Conflict);
        int pending = outcomes.Count(outcome => outcome.IsPending);
        if (pending > 0) call.Context.Response.StatusCode = StatusCodes.Status202Accepted;
        return call.JsonAsync(writer => WriteCounts(writer, outcomes, pending));
    }

    private static void WriteCounts(Utf8JsonWriter writer, AddOutcome[] outcomes, int pending)
    {
        AddOutcome[] added = [.. outcomes.Where(outcome => outcome.IsAdded)];
        writer.WriteStartObject();
        writer.WriteNumber("success_count"u8, added.Length);
        writer.WriteNumber("failure_count"u8, outcomes.Length - added.Length - pending);
        writer.WriteNumber("pending_count"u8, pending);
        writer.WriteStartArray("added_torrent_ids"u8);
        foreach (AddOutcome outcome in added) writer.WriteStringValue(outcome.InfoHash);
        writer.WriteEndArray();
        writer.WriteEndObject();
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
            ? new AddOutcome(BadFile: file.FileName)
            : Judge(result, Excerpt.Of(file.FileName, 100));
    }

    // What is still being fetched when the answer is due comes to those that are late.
    private async Task<AddOutcome> AddByAddressAsync(
        AddTorrentCommand wishes, string address, List<Task<AddOutcome>> late)
    {
        string uri = AddTexts.ToUri(address);
        AddTorrentCommand command = wishes with { Uri = uri };
        bool isFetched = uri.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        Task patience = isFetched ? Task.Delay(FetchPatience, clock) : Task.CompletedTask;
        Task<AddOutcome> adding =
            JudgeAsync(host.Torrents.AddAsync(command, CancellationToken.None), ShownAddress.Of(uri));
        if (!isFetched || await Task.WhenAny(adding, patience) == adding) return await adding;
        lock (late) late.Add(adding);
        return new AddOutcome(IsPending: true);
    }

    private static async Task<AddOutcome> JudgeAsync(Task<Result<AddedTorrent>> adding, string shown) =>
        Judge(await adding, shown);

    private static AddOutcome Judge(Result<AddedTorrent> result, string shown)
    {
        if (result.TryGet(out AddedTorrent? added, out AppError? error))
            return new AddOutcome(added.IsNew ? added.Torrent.InfoHash.ToString() : null);
        return new AddOutcome(Failure: $"{shown} was not added: {Excerpt.Of(error.Message, 300).TrimEnd('.')}");
    }

    /// <param name="InfoHash">Of one that is there, and was not before; else null.</param>
    /// <param name="IsPending">Is it still being fetched?</param>
    /// <param name="Failure">Why it is not there, for the journal; null: it is.</param>
    /// <param name="BadFile">Name of a file that is no torrent; null: it is one.</param>
    private readonly record struct AddOutcome(
        string? InfoHash = null, bool IsPending = false, string? Failure = null, string? BadFile = null)
    {
        public bool IsAdded => InfoHash is not null;
    }
}
