using System.Text;
using System.Text.Json;
using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Api.Transmission.Session;
using GSTorrent.Api.Transmission.Tests.Serving;
using GSTorrent.Api.Transmission.Torrents.Fields;

namespace GSTorrent.Api.Transmission.Tests;

/// <summary>The tables of docs/api/transmission.md are those of the code.</summary>
public sealed class DocumentTests
{
    [Fact]
    public async Task Every_method_is_there_with_its_role()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        AssertTable("| method | legacy name | role |", 3, TransmissionApi.MethodsOf(host.Host, "", TimeProvider.System)
            .Select(method => $"| `{method.Name.Snake}` | `{method.Name.Legacy}` | {RoleWords.Of(method.Role)} |"));
    }

    [Fact]
    public async Task Every_field_is_there()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        var view = new TorrentView(host.Host, new ViewSettings
        {
            NowUnixMs = 0,
            Settings = host.Host.Settings.Current,
            Edits = new EditDates(),
        });
        AssertTable("| field | legacy name | value | always |", 4, FieldTable.All.Select(field => Row(
            field.Name, field.Kind, field.IsFixed ? Show(writer => field.Write(writer, view)) : "")));
    }

    [Fact]
    public async Task Every_key_is_there_with_its_setting()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        var view = new SessionView
        {
            Host = host.Host,
            Settings = host.Host.Settings.Current,
            Dialect = Dialect.JsonRpc,
            SessionId = "",
        };
        AssertTable("| key | legacy name | value | setting |", 4, KeyTable.All.Select(key => Row(
            key.Name, key.Kind, key switch
            {
                { Setting: { } setting } => string.Join(", ", setting.Split(", ").Select(one => $"`{one}`")),
                { IsFixed: true } => "always " + Show(writer => key.Write(writer, view)),
                _ => "cannot be set",
            })));
    }

    private static string Row(RpcName name, string kind, string last) =>
        $"| `{name.Snake}` | `{name.Legacy}` | {kind} | {last} |".Replace("|  |", "| |");

    private static string Show(Action<RpcWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) write(new RpcWriter(json, Dialect.JsonRpc));
        return $"`{Encoding.UTF8.GetString(bytes.ToArray())}`";
    }

    private static void AssertTable(string head, int columns, IEnumerable<string> rows)
    {
        string line = $"|{string.Concat(Enumerable.Repeat("---|", columns))}";
        string table = string.Join('\n', [head, line, .. rows]) + "\n";
        string path = Path.Combine(Transcript.RepositoryRoot(), "docs", "api", "transmission.md");
        string document = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(document.Contains(table, StringComparison.Ordinal), $"docs/api/transmission.md lacks:\n{table}");
    }
}
