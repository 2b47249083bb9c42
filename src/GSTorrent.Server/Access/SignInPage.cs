using Microsoft.AspNetCore.Routing;

namespace GSTorrent.Server.Access;

/// <summary>
/// The page behind the sign-in link that the server prints at its start, and for a user and a password. The secret of
/// the link stands behind the '#', so it is in no log on its way; the page's script hands it over. A web UI that has
/// such a page of its own takes precedence.
/// </summary>
internal static class SignInPage
{
    /// <summary>Where it is.</summary>
    public const string Path = "/sign-in";

    private const string Html = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>GSTorrent: sign in</title>
          <link rel="stylesheet" href="sign-in.css">
        </head>
        <body>
          <main>
            <h1>GSTorrent</h1>
            <form id="form">
              <label>User <input id="user" autocomplete="username" required autofocus></label>
              <label>Password or token
                <input id="password" type="password" autocomplete="current-password" required></label>
              <button>Sign in</button>
            </form>
            <p id="said" role="status"></p>
          </main>
          <script src="sign-in.js"></script>
        </body>
        </html>
        """;

    private const string Style = """
        :root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
        main { max-width: 20rem; margin: 4rem auto; padding: 0 1rem; }
        label, input, button { display: block; width: 100%; box-sizing: border-box; margin: 0 0 .75rem; font: inherit; }
        """;

    private const string Script = """
        "use strict";
        const said = document.getElementById("said");
        async function signIn(body) {
          const answer = await fetch("api/v1/session", {
            method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
          const json = await answer.json();
          if (!answer.ok) { said.textContent = json.detail; return; }
          document.getElementById("form").hidden = true;
          said.textContent = "Signed in as " + json.name + ", with the role " + json.role + ".";
          location.replace("./");
        }
        document.getElementById("form").addEventListener("submit", event => {
          event.preventDefault();
          signIn({ user: document.getElementById("user").value, password: document.getElementById("password").value });
        });
        if (location.hash.length > 1) {
          const link = location.hash.slice(1);
          history.replaceState(null, "", location.pathname);
          signIn({ link });
        } else {
          // The cookie does not come along from a page of another site: whoever is signed in needs no form.
          fetch("api/v1/session").then(answer => { if (answer.ok) location.replace("./"); });
        }
        """;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Pages.Map(routes, Path, ("text/html", Html), role: null);
        Pages.Map(routes, Path + ".js", ("text/javascript", Script), role: null);
        Pages.Map(routes, Path + ".css", ("text/css", Style), role: null);
    }
}
