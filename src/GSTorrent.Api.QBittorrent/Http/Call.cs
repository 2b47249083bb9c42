using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GSTorrent.Api.QBittorrent.Access;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.QBittorrent.Http;

/// <summary>One request: who asks for what, and the ways to answer.</summary>
internal sealed class Call(HttpContext context, Parameters parameters)
{
    private const string TextType = "text/plain; charset=UTF-8";

    /// <summary>How JSON is written here.</summary>
    public static readonly JsonWriterOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public HttpContext Context => context;

    public Parameters Parameters => parameters;

    /// <summary>Who asks; the server's authentication tells.</summary>
    public Caller Caller { get; } = context.Features.Get<Caller>() ?? Caller.Unknown;

    /// <summary>In whose manner it is answered.</summary>
    public Manners Manners { get; } = Manners.For(context);

    /// <summary>Does the caller see all torrents, and not those of one category only?</summary>
    public bool SeesAll => Caller.Category is null;

    /// <summary>May passkeys be shown? Whoever only looks does not need them.</summary>
    public bool ShowsSecrets => Caller.Role >= AccessRole.Control;

    public Task TextAsync(string text, int status = 200)
    {
        if (status == StatusCodes.Status204NoContent) return NothingAsync();
        context.Response.StatusCode = status;
        context.Response.ContentType = TextType;
        byte[] body = Encoding.UTF8.GetBytes(text);
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>Nothing but success, or the error.</summary>
    public Task DoneAsync(AppError? error = null) =>
        error is null ? TextAsync("", Manners.StatusOfNothing(context.Request.Path)) : RefuseAsync(error);

    public Task RefuseAsync(AppError error) => TextAsync(
        error.Code is "route-not-found" ? Manners.NoRoute : Refusals.TextOf(error), Refusals.StatusOf(error.Code));

    /// <summary>Refuses with words of this API.</summary>
    public Task ConflictAsync(string text) => RefuseAsync(new AppError("conflict", text));

    /// <summary>Writes JSON, sending on the way what has come together.</summary>
    public async Task JsonAsync(Func<JsonAnswer, ValueTask> write)
    {
        context.Response.ContentType = "application/json";
        using var writer = new Utf8JsonWriter(context.Response.BodyWriter, Json);
        await write(new JsonAnswer(writer, context.Response.BodyWriter, context.RequestAborted));
        await writer.FlushAsync(context.RequestAborted);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    /// <summary>Writes JSON that is small.</summary>
    public Task JsonAsync(Action<Utf8JsonWriter> write) => JsonAsync(answer =>
    {
        write(answer.Writer);
        return default;
    });

    public Task FileAsync(ReadOnlyMemory<byte> content, string name)
    {
        context.Response.ContentType = "application/x-bittorrent";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        context.Response.ContentLength = content.Length;
        return context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    /// <summary>The torrent that one parameter names, if the caller sees it.</summary>
    public Result<TorrentRow> Torrent(TorrentReadModel readModel, string name = "hash")
    {
        bool isKnown = TryHash(parameters.Text(name), out InfoHash hash);
        return isKnown && readModel.TryGet(hash, out TorrentRow? row) && Caller.Sees(row)
            ? row
            : new AppError("torrent-not-found", "There is no such torrent.");
    }

    /// <summary>
    /// The torrents that a parameter names, by info-hashes with '|' between or "all", as far as there are such and the
    /// caller sees them.
    /// </summary>
    public List<TorrentRow> Torrents(TorrentReadModel readModel, string name = "hashes")
    {
        string[] items = parameters.List(name, '|');
        if (items is ["all"] or ["*"])
            return [.. readModel.All().Changed.Where(Caller.Sees)];
        var rows = new List<TorrentRow>(items.Length);
        var seen = new HashSet<InfoHash>();
        foreach (string item in items)
        {
            if (TryHash(item, out InfoHash hash) && seen.Add(hash) && readModel.TryGet(hash, out TorrentRow? row)
                && Caller.Sees(row)) rows.Add(row);
        }

        return rows;
    }

    private Task NothingAsync()
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static bool TryHash(string text, out InfoHash hash)
    {
        hash = default;
        return text.Length == InfoHash.Length * 2 && InfoHash.TryParse(text, out hash);
    }
}
