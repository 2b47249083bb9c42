using System.Text.Json;
using GSTorrent.Api.Contracts;
using GSTorrent.Api.Native.Http;
using GSTorrent.Application;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GSTorrent.Api.Native;

/// <summary>Answers with problem documents (RFC 9457), whatever went wrong.</summary>
public static partial class Problems
{
    /// <summary>Answers with the error's problem document.</summary>
    public static async Task WriteProblemAsync(this HttpContext context, AppError error)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(error);
        ProblemDto problem = ProblemKinds.Describe(error);
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(problem, ContractsJsonContext.Default.ProblemDto);
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "application/problem+json";
        context.Response.ContentLength = body.Length;
        if (problem.Status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>
    /// Gives every refusal of what comes after a problem document: unknown routes, wrong methods, bodies that are too
    /// large or do not arrive, and bugs.
    /// </summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return app.Use(AnswerAsync);
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        AppError? error;
        try
        {
            await next(context);
            error = ForStatus(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException refused)
        {
            error = ForRefused(refused);
        }
        catch (Exception bug) when (!context.Response.HasStarted && bug is not OutOfMemoryException)
        {
            var log = context.RequestServices.GetService<ILoggerFactory>()?.CreateLogger(typeof(Problems).FullName!);
            if (log is not null) LogBug(log, context.Request.Method, context.Request.Path, bug);
            error = new AppError("internal-error", "The server made a mistake; its log tells more.");
        }

        if (error is null || context.Response.HasStarted) return;
        await context.WriteProblemAsync(error);
    }

    private static AppError? ForStatus(HttpContext context)
    {
        if (context.Response.HasStarted || context.Response.ContentLength is not null) return null;
        string path = Excerpt.Of(context.Request.Path.Value ?? "", 200);
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => new AppError("route-not-found", $"There is no route {path}."),
            StatusCodes.Status405MethodNotAllowed => new AppError(
                "method-not-allowed", $"{path} takes {context.Response.Headers.Allow}, not {context.Request.Method}."),
            _ => null,
        };
    }

    private static AppError ForRefused(BadHttpRequestException refused) => refused.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => new AppError("too-large", refused.Message),
        _ => new AppError("bad-request", $"The request did not arrive in full: {refused.Message}"),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private static partial void LogBug(ILogger log, string method, string path, Exception bug);
}
