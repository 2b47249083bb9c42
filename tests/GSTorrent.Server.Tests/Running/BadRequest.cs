using System.Globalization;
using System.Text;

namespace GSTorrent.Server.Tests.Running;

/// <summary>How an API says that a request is wrong.</summary>
internal enum RefusalShape
{
    /// <summary>A problem document (RFC 9457).</summary>
    Problem,

    /// <summary>A reply of Transmission's that is no success, or a little page.</summary>
    Rpc,

    /// <summary>A sentence.</summary>
    Text,

    /// <summary>Nothing but the status: HTTP itself is broken.</summary>
    Http,
}

/// <summary>A request that must change nothing, byte by byte.</summary>
/// <param name="Name">For people.</param>
/// <param name="Bytes">All of it; "TOKEN" and "SESSION" stand for those of the server.</param>
/// <param name="Shape">Of the refusal.</param>
/// <param name="Statuses">That it may have.</param>
internal sealed record BadRequest(string Name, string Bytes, RefusalShape Shape, params int[] Statuses)
{
    private const string Native = "/api/v1", Rpc = "/transmission/rpc", QBittorrent = "/api/v2";
    private const string Form = "application/x-www-form-urlencoded", Json = "application/json";
    private static readonly string Nested = new('[', 100_000);

    /// <summary>Bodies and paths that are wrong, on each API.</summary>
    public static IEnumerable<BadRequest> All =>
        [.. OfNative(), .. OfTransmission(), .. OfQBittorrent(), .. OfHttp(), .. TooLarge()];

    private static IEnumerable<BadRequest> OfNative()
    {
        foreach ((string route, string body, int status) in ((string, string, int)[])[
            ("POST /torrents", "{\"uri\":", 400), ("POST /torrents", "{\"uri\":5}", 400),
            ("POST /torrents", Nested, 400),
            ("POST /torrents", $"{{\"uri\":{Nested}", 400), ("POST /torrents", "\"\\ud800\"", 400),
            ("POST /torrents", "{\"uri\":\"magnet:?xt=urn:btih:\\u0000\"}", 400), ("PATCH /torrents/1", "[]", 400),
            ("PATCH /torrents/4711", "{\"name\":\"x\"}", 404), ("POST /torrents/4711/stop", "", 404),
            ("DELETE /torrents/ffffffffffffffffffffffffffffffffffffffff", "", 404), ("DELETE /torrents/-1", "", 404),
            ("PUT /torrents/1/priorities", "{\"rules\":[{\"files\":\"9\",\"priority\":\"high\"}]}", 400),
            ("POST /torrents/1/move", "{\"destination\":\"/etc\"}", 403),
            ("POST /torrents/1/move", "{\"destination\":\"../..\"}", 403),
            ("POST /torrents/1/move", "{\"destination\":\"a\\u0000b\"}", 403),
            ("POST /torrents/1/files/rename", "{\"from\":\"file\",\"to\":\"../../x\"}", 400),
            ("PATCH /settings", "{\"values\":{\"storage.destination\":\"/etc\"}}", 403),
            ("PATCH /settings", "{\"values\":{\"storage.roots\":\"/\"}}", 400),
            ("GET /directories?path=/etc", "", 403), ("GET /free-space?path=%2e%2e", "", 403)])
        {
            string[] words = route.Split(' ');
            string request = Request(words[0], Native + words[1], Json, body);
            yield return new BadRequest($"{route} {Short(body)}", request, RefusalShape.Problem, status);
        }
    }

    private static IEnumerable<BadRequest> OfTransmission()
    {
        foreach (string body in (string[])[
            "{\"method\":", "[", "5", Nested, $"{{\"method\":{Nested}", "{\"method\":5}", "{\"method\":\"\\ud800\"}",
            "{\"method\":\"torrent-set\",\"arguments\":[]}", "{\"method\":\"torrent-set\",\"arguments\":{\"ids\":{}}}",
            "{\"method\":\"torrent-rename-path\",\"arguments\":{\"ids\":[1],\"path\":\"file\",\"name\":\"../x\"}}",
            "{\"method\":\"torrent-set-location\",\"arguments\":{\"ids\":[1],\"location\":\"/etc\",\"move\":true}}",
            "{\"method\":\"torrent-set-location\",\"arguments\":{\"ids\":[1],\"location\":\"a/b\"}}",
            "{\"method\":\"torrent-add\",\"arguments\":{\"metainfo\":\"%%\"}}",
            "{\"method\":\"torrent-add\",\"arguments\":{\"filename\":\"/etc/passwd\"}}",
            "{\"method\":\"session-set\",\"arguments\":{\"download-dir\":\"/etc\"}}",
            "{\"method\":\"free-space\",\"arguments\":{\"path\":\"/etc\"}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"torrent_get\",\"params\":5,\"id\":1}",
            "{\"jsonrpc\":\"1.0\",\"method\":\"torrent_get\",\"id\":1}", "[]"])
        {
            string request = Request("POST", Rpc, Json, body);
            yield return new BadRequest($"rpc {Short(body)}", request, RefusalShape.Rpc, 200, 400);
        }
    }

    private static IEnumerable<BadRequest> OfQBittorrent()
    {
        foreach ((string route, string body, int status) in ((string, string, int)[])[
            ("app/setPreferences", "json={\"dl_limit\":", 400), ("app/setPreferences", $"json={Nested}", 400),
            ("app/setPreferences", "json=[]", 400), ("app/setPreferences", "json={\"save_path\":\"/etc\"}", 403),
            ("torrents/properties", "hash=zz", 404), ("torrents/rename", "hash=zz&name=x", 404),
            ("torrents/setLocation", "hashes=all&location=/etc", 403),
            ("torrents/setLocation", "hashes=all&location=", 400),
            ("torrents/nothing", "", 404),

            // That program says "Fails." with 200.
            ("torrents/add", "urls=file:///etc/passwd", 200),
            ("app/getDirectoryContent", "dirPath=/etc", 403)])
        {
            string request = Request("POST", $"{QBittorrent}/{route}", Form, body);
            yield return new BadRequest($"{route} {Short(body)}", request, RefusalShape.Text, status, 409, 415);
        }
    }

    private static IEnumerable<BadRequest> OfHttp()
    {
        foreach (string path in (string[])[$"{Native}/torrents", Rpc, $"{QBittorrent}/torrents/add"])
        {
            string type = path.StartsWith(QBittorrent, StringComparison.Ordinal) ? Form : Json;
            string head = $"POST {path} HTTP/1.1\r\nAuthorization: Bearer TOKEN\r\nConnection: close\r\n"
                + $"X-Transmission-Session-Id: SESSION\r\nContent-Type: {type}\r\n";
            foreach ((string name, string rest) in ((string, string)[])[
                ("double length", "Host: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x"),
                ("list of lengths", "Host: localhost\r\nContent-Length: 2, 2\r\n\r\n{}"),
                ("double host", "Host: localhost\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"),
                ("no host", "Content-Length: 2\r\n\r\n{}"),
                ("chunk without size", "Host: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")])
                yield return new BadRequest($"{path} {name}", head + rest, RefusalShape.Http, 400);
        }
    }

    private static IEnumerable<BadRequest> TooLarge()
    {
        string length = string.Create(CultureInfo.InvariantCulture, $"{(32 << 20) + 1}");
        foreach ((string path, RefusalShape shape) in ((string, RefusalShape)[])[
            ($"{Native}/torrents", RefusalShape.Problem), (Rpc, RefusalShape.Rpc),
            ($"{QBittorrent}/torrents/add", RefusalShape.Text)])
        {
            string type = shape is RefusalShape.Text ? Form : Json;
            string request = Request("POST", path, type, "").Replace(
                "Content-Length: 0", $"Content-Length: {length}", StringComparison.Ordinal);
            yield return new BadRequest($"{path} too large", request, shape, 413);
        }
    }

    private static string Short(string text) => text.Length > 60 ? text[..60] + "…" : text;

    private static string Request(string method, string path, string type, string body) => string.Create(
        CultureInfo.InvariantCulture,
        $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer TOKEN\r\nConnection: close\r\n"
        + $"X-Transmission-Session-Id: SESSION\r\nContent-Type: {type}\r\n"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
}
