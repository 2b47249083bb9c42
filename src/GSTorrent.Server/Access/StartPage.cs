using GSTorrent.Application;
using GSTorrent.Application.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Server.Access;

/// <summary>
/// What a browser finds at the server's address: who is signed in, how the server does, and the way to the API. Whoever
/// is not signed in is led to the <see cref="SignInPage"/>. A web UI takes precedence.
/// </summary>
internal static class StartPage
{
    private const string Html = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>GSTorrent</title>
          <link rel="stylesheet" href="sign-in.css">
        </head>
        <body>
          <main>
            <h1>GSTorrent</h1>
            <p id="who" role="status"></p>
            <p id="how"></p>
            <ul>
              <li><a href="api/v1/reference">Reference of the API</a></li>
              <li><a href="api/v1/openapi.json">The API as an OpenAPI document</a></li>
            </ul>
            <button id="out" hidden>Sign out</button>
          </main>
          <script src="start.js"></script>
        </body>
        </html>
        """;

    private const string Script = """
        "use strict";
        const find = id => document.getElementById(id);
        async function ask(route) {
          const answer = await fetch("api/v1/" + route);
          if (answer.status === 401) location.replace("sign-in");
          if (!answer.ok) throw new Error(route + ": " + answer.status);
          return answer.json();
        }
        async function show() {
          const [session, server, stats] = await Promise.all([ask("session"), ask("server"), ask("stats")]);
          find("who").textContent = "Signed in as " + session.name + ", with the role " + session.role + ".";
          find("how").textContent = "Version " + server.version + ", " + stats.torrents + " torrents: "
            + stats.downloading + " downloading, " + stats.seeding + " seeding.";
          if (!session.csrfToken) return;
          find("out").hidden = false;
          find("out").addEventListener("click", async () => {
            const headers = { "X-CSRF-Token": session.csrfToken };
            await fetch("api/v1/session", { method: "DELETE", headers });
            location.replace("sign-in");
          });
        }
        show().catch(error => { find("who").textContent = error.message; });
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Pages.Map(routes, "/", ("text/html", Html), AccessRole.Read).WithMetadata(new Marker());
        Pages.Map(routes, "/start.js", ("text/javascript", Script), AccessRole.Read);
    }

    /// <summary>
    /// Leads a browser that comes without a credential, or with a session that has ended, to the page where one signs
    /// in. False: it is no browser, shows another credential or asks for something else.
    /// </summary>
    public static bool TryLeadToSignIn(HttpContext context, AppError error)
    {
        if (error.Code is not "not-signed-in" || context.GetEndpoint()?.Metadata.GetMetadata<Marker>() is null)
            return false;
        if (context.Request.Headers.Authorization.Count > 0 || !TakesPages(context.Request)) return false;
        context.Response.StatusCode = StatusCodes.Status303SeeOther;

        // Seen from the address that the browser has, whatever path a proxy in front of the server takes away.
        string path = context.Request.Path.HasValue ? "" : context.Request.PathBase.Value + "/";
        context.Response.Headers.Location = path + SignInPage.Path[1..];
        return true;
    }

    private static bool TakesPages(HttpRequest request) => request.GetTypedHeaders().Accept
        .Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private sealed record Marker;
}
