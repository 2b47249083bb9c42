using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Torrents;
using GSTorrent.Application;
using GSTorrent.Application.ReadModel;
using Microsoft.AspNetCore.Http;

namespace GSTorrent.Api.Native.Http;

/// <summary>Reads requests and writes answers.</summary>
internal static class Exchange
{
    private const string JsonType = "application/json";

    /// <summary>The body, or what is wrong with it.</summary>
    /// <exception cref="BadHttpRequestException">It is too large or does not arrive.</exception>
    public static async Task<Result<T>> ReadAsync<T>(this HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
            return new AppError("bad-request", $"The body must be {JsonType}: send that Content-Type.");
        try
        {
            T? body = await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted);
            return body is null ? new AppError("bad-request", "The body is null.") : body;
        }
        catch (JsonException wrong)
        {
            return Json.Explain(wrong);
        }
    }

    public static async Task WriteAsync<T>(this HttpContext context, int status, T answer, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = JsonType;
        await JsonSerializer.SerializeAsync(context.Response.BodyWriter, answer, type, context.RequestAborted);
    }

    /// <summary>Writes the value as the contract that it becomes, or the error.</summary>
    public static Task WriteAsync<T, TDto>(
        this HttpContext context, int status, Result<T> result, Func<T, TDto> translate, JsonTypeInfo<TDto> type) =>
        result.TryGet(out T? value, out AppError? error)
            ? context.WriteAsync(status, translate(value), type)
            : context.WriteProblemAsync(error);

    /// <summary>Writes nothing but a status, or the error.</summary>
    public static Task WriteDoneAsync(this HttpContext context, int status, AppError? error)
    {
        if (error is not null) return context.WriteProblemAsync(error);
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>A part of the path; empty if the path ends before it.</summary>
    public static string RouteText(this HttpContext context, string name) =>
        context.Request.RouteValues[name] as string ?? "";

    /// <summary>The torrent that the route names.</summary>
    public static string TorrentId(this HttpContext context) => context.RouteText("id");

    /// <summary>Writes the row as a <c>TorrentDto</c>, or the error.</summary>
    public static async Task WriteTorrentAsync(
        this HttpContext context, int status, Result<TorrentRow> result, AddOutcomeDto? outcome = null)
    {
        if (!result.TryGet(out TorrentRow? row, out AppError? error))
        {
            await context.WriteProblemAsync(error);
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = JsonType;
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.Plain);
        json.WriteStartObject();
        TorrentFields.WriteAll(json, row);
        if (outcome is not null)
        {
            json.WritePropertyName("added"u8);
            JsonSerializer.Serialize(json, outcome, ContractsJsonContext.Default.AddOutcomeDto);
        }

        json.WriteEndObject();
    }
}
