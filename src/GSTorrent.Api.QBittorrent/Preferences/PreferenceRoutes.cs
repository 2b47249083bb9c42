using System.Text.Json;
using GSTorrent.Api.QBittorrent.Http;
using GSTorrent.Application;
using GSTorrent.Application.Access;

namespace GSTorrent.Api.QBittorrent.Preferences;

/// <summary>The settings under qBittorrent's names.</summary>
internal sealed class PreferenceRoutes(GstHost host)
{
    private static readonly AppError NotJson = new("bad-request", "'json' is no valid JSON object.");

    public void Map(RouteSet routes)
    {
        routes.Read("/app/preferences", ShowAsync);
        routes.Change("/app/setPreferences", ChangeAsync, AccessRole.Admin);
    }

    private Task ShowAsync(Call call) =>
        call.JsonAsync(writer => PreferenceTable.Write(writer, ViewFor(call)));

    private async Task ChangeAsync(Call call)
    {
        string text = call.Parameters.Text("json");
        AppError? error = null;
        if (text.Length > 0 && Parse(text).TryGet(out JsonDocument? json, out error))
        {
            using (json)
            {
                var changes = new PreferenceChanges(ViewFor(call));
                error = Read(json.RootElement, changes);
                if (error is null && changes.Values.Count > 0)
                    error = (await host.Settings.ChangeAsync(changes.Values)).Error;
            }
        }

        await call.DoneAsync(error);
    }

    private PreferenceView ViewFor(Call call) => new(
        host.SettingsFor(call.Caller), host.Destination, host.PeerPort, call.Context.Connection.LocalPort,
        call.Caller.Name);

    private static AppError? Read(JsonElement json, PreferenceChanges changes)
    {
        try
        {
            PreferenceTable.Read(json, changes);
            return null;
        }
        catch (InvalidOperationException)
        {
            // A text in it has half of a surrogate pair, which only shows when it is read.
            return NotJson;
        }
    }

    private static Result<JsonDocument> Parse(string text)
    {
        try
        {
            JsonDocument json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16 });
            if (json.RootElement.ValueKind == JsonValueKind.Object) return json;
            json.Dispose();
        }
        catch (JsonException)
        {
            // Told below.
        }

        return NotJson;
    }
}
