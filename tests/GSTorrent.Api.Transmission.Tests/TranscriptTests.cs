using GSTorrent.Api.Transmission.Rpc;
using GSTorrent.Api.Transmission.Tests.Serving;

namespace GSTorrent.Api.Transmission.Tests;

/// <summary>Requests and the replies that they must get, as files: each method in both dialects, and clients.</summary>
public sealed class TranscriptTests
{
    public static TheoryData<string> Methods => [.. Transcript.Files("Methods")];

    public static TheoryData<string> Clients => [.. Transcript.Files("Clients")];

    [Theory]
    [MemberData(nameof(Methods))]
    public Task A_method_answers_as_written(string file) => Transcript.ReplayAsync(file);

    [Theory]
    [MemberData(nameof(Clients))]
    public Task A_client_gets_what_it_needs(string file) => Transcript.ReplayAsync(file);

    [Fact]
    public async Task Every_method_has_a_transcript_in_each_dialect()
    {
        await using RpcHost host = await RpcHost.StartAsync();
        IEnumerable<RpcName> names = TransmissionApi.MethodsOf(host.Host, "", TimeProvider.System)
            .Select(method => method.Name);
        string[] files = [.. Transcript.Files("Methods")];
        Assert.Equal(24, names.Count());
        foreach (RpcName name in names)
        {
            Assert.Contains(Path.Combine("Methods", "Legacy", $"{name.Legacy}.json"), files);
            Assert.Contains(Path.Combine("Methods", "JsonRpc", $"{name.Snake}.json"), files);
        }
    }
}
