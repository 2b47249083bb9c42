using System.Text;
using System.Text.Json;
using GSTorrent.Api.Native;
using GSTorrent.Api.Native.Http;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Application;
using GSTorrent.Application.Settings;
using GSTorrent.Server.Access;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Fuzz.Targets;

/// <summary>Headers and bodies of requests to the three APIs.</summary>
internal static class HttpTargets
{
    private static readonly HostGuard Guard = new([], () => SettingsSnapshot.Defaults, new Server.Access.Refusals([]));

    /// <summary>The input is lines: Host, Cookie.</summary>
    public static void Headers(byte[] bytes)
    {
        string[] lines = Encoding.Latin1.GetString(bytes).Split('\n');
        var context = new DefaultHttpContext();
        context.Request.Headers.Host = lines[0];
        context.Request.Headers.Cookie = lines.Length > 1 ? lines[1] : "";
        context.Response.Body = new MemoryStream();
        bool isOurs = false;
        Guard.CheckAsync(context, _ =>
        {
            isOurs = true;
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
        Expect.That(isOurs == (context.Response.StatusCode == StatusCodes.Status200OK), "a host is half refused");
        Expect.That(SessionCookie.Read(context) is not "", "a secret is empty");
    }

    public static void NativeJson(byte[] body)
    {
        Read(() => JsonSerializer.Deserialize(body, Json.Strict.AddTorrentRequest));
        Read(() => JsonSerializer.Deserialize(body, Json.Strict.ChangeTorrentRequest));
        Read(() => JsonSerializer.Deserialize(body, Json.Strict.ActionRequest));
    }

    public static void JsonRpc(byte[] body)
    {
        using JsonDocument? document = RequestParser.Parse(body, out string reason);
        Expect.That(document is not null || reason.Length > 0, "a refusal says nothing");
        _ = RequestParser.Guess(body);
        if (document is null) return;
        RpcAnswers answers = new RpcDoor([]).AnswerAsync(document.RootElement, origin: null!).GetAwaiter().GetResult();
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output)) answers.WriteAsync(json).AsTask().GetAwaiter().GetResult();
        if (document.RootElement.ValueKind != JsonValueKind.Object) return;
        foreach (Dialect dialect in Enum.GetValues<Dialect>()) ReadAll(Arguments.Of(document.RootElement, dialect));
    }

    /// <summary>The first line is the type of the body.</summary>
    public static void Form(byte[] bytes)
    {
        int end = Array.IndexOf(bytes, (byte)'\n');
        var context = new DefaultHttpContext();
        context.Request.ContentType = Encoding.Latin1.GetString(bytes, 0, Math.Max(end, 0));
        context.Request.Body = new MemoryStream(bytes, end + 1, bytes.Length - end - 1);
        if (!Parameters.ReadAsync(context).GetAwaiter().GetResult().TryGet(out Parameters? form, out AppError? error))
        {
            Expect.That(error.Message.Length > 0, "a refusal says nothing");
            return;
        }

        foreach (string name in (string[])["hashes", "urls", "limit", "json"])
        {
            _ = form.Flag(name);
            _ = form.Number(name);
            Expect.That(form.Real(name) is null || double.IsFinite(form.Real(name)!.Value), "a number has no end");
            Expect.That(!form.List(name, '|').Contains("", StringComparer.Ordinal), "an item is empty");
        }
    }

    private static void Read(Func<object?> read)
    {
        try
        {
            _ = read();
        }
        catch (JsonException refused)
        {
            Expect.That(!Json.Explain(refused).Message.Contains("GSTorrent.", StringComparison.Ordinal), "a type is named");
        }
    }

    private static void ReadAll(Arguments arguments)
    {
        foreach (string name in arguments.Names)
        {
            _ = arguments.Flag(name);
            _ = arguments.Number(name);
            _ = arguments.Text(name);
            _ = arguments.Texts(name);
            foreach (int index in arguments.Indices(name) ?? []) Expect.That(index >= 0, "an index is negative");
        }
    }
}
