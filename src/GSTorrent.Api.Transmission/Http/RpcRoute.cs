using System.Text.Encodings.Web;
using System.Text.Json;
using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Application;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GSTorrent.Api.Transmission.Http;

/// <summary>The one route: HTTP on the outside, calls of methods on the inside.</summary>
internal sealed class RpcRoute(SessionGuard session, RpcDoor door)
{
    private const int MaxBytes = 32 << 20;

    // The type of the reply is told and never guessed, so nothing in it need be disguised.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task HandleAsync(HttpContext context)
    {
        string method = context.Request.Method;
        if (HttpMethods.IsOptions(method))
        {
            context.Response.Headers.Allow = "OPTIONS, POST";
            return;
        }

        // Before the method: Sonarr and Flood ask for the session id with a bare GET.
        if (!session.IsIn(context.Request))
        {
            await session.TellAsync(context);
        }
        else if (!HttpMethods.IsPost(method))
        {
            context.Response.Headers.Allow = "OPTIONS, POST";
            await Pages.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "<p>Requests are POSTed here.</p>");
        }
        else if (await ReadAsync(context) is { } body)
        {
            await AnswerAsync(context, body);
        }
        else
        {
            await TransmissionApi.WriteRefusalAsync(
                context, new AppError("too-large", "The request is larger than 32 MiB."));
        }
    }

    private async Task AnswerAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        using JsonDocument? request = RequestParser.Parse(body, out string reason);
        var notes = new ChangeNotes();
        RpcAnswers answers = request is null
            ? RpcAnswers.Failure(RequestParser.Guess(body.Span), new RpcError(RpcErrorCode.ParseError, reason))
            : await door.AnswerAsync(request.RootElement, OriginOf(context, notes));
        if (notes.Sum() is { } note) context.Features.Set(note);
        if (answers.Items.Count == 0)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        context.Response.ContentType = "application/json; charset=UTF-8";
        await using var reply = new ReplyStream(context);
        await using (var json = new Utf8JsonWriter(reply, Plain))
        {
            await answers.WriteAsync(json);
            await json.FlushAsync(context.RequestAborted);
        }

        await reply.EndAsync();
    }

    /// <summary>Null: it is too large.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        try
        {
            while (true)
            {
                int read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted);
                if (read == 0) return body.ToArray();
                if (body.Length + read > MaxBytes) return null;
                body.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    private static RpcOrigin OriginOf(HttpContext context, ChangeNotes notes) => new(
        context.Features.Get<Caller>() ?? Caller.Unknown,
        notes,
        () => context.Response.OnCompleted(() =>
        {
            context.RequestServices.GetService<IHostApplicationLifetime>()?.StopApplication();
            return Task.CompletedTask;
        }),
        context.RequestAborted);
}
