using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Api.QBittorrent.Torrents;
using GSTorrent.Api.QBittorrent.Transfer;
using GSTorrent.Application;
using GSTorrent.Application.Organizing;
using GSTorrent.Application.ReadModel;

namespace GSTorrent.Api.QBittorrent.Sync;

/// <summary>Finds out what a client lacks. A delta costs as much as changed.</summary>
internal sealed class MaindataMaker(GstHost host, FrameMaker frames, ServerStateMaker server)
{
    private readonly TorrentReadModel _readModel = host.Torrents.ReadModel;

    /// <summary>Everything, and what the client has then.</summary>
    public (MaindataAnswer Answer, MaindataState State) MakeFull(Call call, int id)
    {
        TorrentDelta all = _readModel.All();
        Picture picture = PictureOf(call, id, all.Revision, host.TagsFor(call.Caller));
        IReadOnlyList<TorrentRow> rows = call.SeesAll ? all.Changed : [.. all.Changed.Where(call.Caller.Sees)];
        var answer = new MaindataAnswer
        {
            Id = id,
            IsFull = true,
            Frame = picture.Frame,
            Server = picture.Server,
            Whole = rows,
        };
        answer.Categories.AddRange(picture.Categories.Values.Where(category => call.Caller.IsWithin(category.Name)));
        answer.Tags.AddRange(picture.Tags);
        TrackerSteps.All(answer, rows, picture.Frame);
        return (answer, new MaindataState(picture, rows));
    }

    /// <summary>What changed since the answer that the client has; null: that is not known any more.</summary>
    /// <param name="call">The request.</param>
    /// <param name="id">Number of the answer to come.</param>
    /// <param name="state">What the client has; the caller holds its lock.</param>
    public MaindataAnswer? MakeDelta(Call call, int id, MaindataState state)
    {
        Picture before = state.Accepted;
        TorrentDelta delta = _readModel.Since(before.Revision);
        if (delta.IsFull) return null;
        bool hasSameTags = !call.SeesAll && delta.IsEmpty;
        Picture now = PictureOf(call, id, delta.Revision, hasSameTags ? before.Tags : host.TagsFor(call.Caller));
        var answer = new MaindataAnswer
        {
            Id = id,
            IsFull = false,
            Frame = now.Frame,
            ServerBefore = before.Server,
            Server = now.Server,
        };
        var steps = new TorrentSteps(state, now.Frame, answer);
        foreach (int number in delta.Removed) steps.Remove(number);
        foreach (TorrentRow row in delta.Changed)
        {
            if (call.Caller.Sees(row)) steps.Show(row);
            else steps.Remove(row.Number);
        }

        if (!now.Frame.HasSameSettings(before.Frame)) steps.ShowAll();
        else if (!ReferenceEquals(now.Frame.Places, before.Frame.Places)) steps.ShowPlaces();
        TrackerSteps.Changed(answer, state, steps.Changes, now.Frame);
        AddCategories(answer, call, before.Categories, now.Categories);
        AddTags(answer, before.Tags, now.Tags);
        state.Send(now, steps.Changes);
        return answer;
    }

    private Picture PictureOf(Call call, int id, long revision, IReadOnlyCollection<string> tags) => new()
    {
        Id = id,
        Revision = revision,
        Frame = frames.Make(call),
        Categories = host.Categories.All,
        Tags = tags,
        Server = server.Make(call.Caller),
    };

    private static void AddCategories(
        MaindataAnswer answer,
        Call call,
        IReadOnlyDictionary<string, Category> before,
        IReadOnlyDictionary<string, Category> now)
    {
        if (ReferenceEquals(before, now)) return;
        foreach (Category category in now.Values)
        {
            bool isSame = before.TryGetValue(category.Name, out Category? old) && old == category;
            if (!isSame && call.Caller.IsWithin(category.Name)) answer.Categories.Add(category);
        }

        answer.RemovedCategories.AddRange(
            before.Keys.Where(name => !now.ContainsKey(name) && call.Caller.IsWithin(name)));
    }

    private static void AddTags(
        MaindataAnswer answer, IReadOnlyCollection<string> before, IReadOnlyCollection<string> now)
    {
        if (ReferenceEquals(before, now)) return;
        answer.Tags.AddRange(now.Except(before, StringComparer.Ordinal));
        answer.RemovedTags.AddRange(before.Except(now, StringComparer.Ordinal));
    }
}
