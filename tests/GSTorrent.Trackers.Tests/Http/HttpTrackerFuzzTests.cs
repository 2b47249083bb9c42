using System.Text;
using CsCheck;

namespace GSTorrent.Trackers.Tests.Http;

/// <summary>Whatever a tracker answers: a result or an error, within bounds, never an exception.</summary>
public sealed class HttpTrackerFuzzTests
{
    private const string Target = "http-tracker";

    public static TheoryData<string> Files => Corpus.Names(Target);

    [Theory]
    [MemberData(nameof(Files))]
    public void Corpus_file(string name) => Check(Corpus.Read(Target, name));

    [Theory]
    [MemberData(nameof(Files))]
    public void Corpus_file_mutated(string name)
    {
        byte[] original = Corpus.Read(Target, name);
        if (original.Length == 0) return;
        Gen.Select(Gen.Int[0, original.Length - 1], Gen.Byte, Gen.Int[0, original.Length]).Array[1, 4].Sample(
            changes =>
            {
                byte[] bytes = [.. original];
                foreach ((int at, byte value, _) in changes) bytes[at] = value;
                Check(bytes[..changes[0].Item3]);
                Check(bytes);
            },
            iter: 200);
    }

    [Fact]
    public void Random_bytes() => Gen.Byte.Array[0, 100].Sample(Check);

    private static void Check(byte[] body)
    {
        bool isAnnounce = HttpTrackerCodec.TryParseAnnounce(
            body, out AnnounceResponse? response, out TrackerError? error);
        Assert.Equal(isAnnounce, response is not null);
        Assert.Equal(isAnnounce, error is null);
        if (response is not null) CheckResponse(response);
        if (error is not null) CheckError(error);
        Assert.Equal(
            HttpTrackerCodec.TryParseScrape(body, out IReadOnlyList<ScrapeEntry> entries, out error), error is null);
        Assert.All(entries, entry => Assert.True(entry.Seeders is null or >= 0));
    }

    private static void CheckResponse(AnnounceResponse response)
    {
        Assert.InRange(response.IntervalS, 60, 86400);
        Assert.InRange(response.MinIntervalS ?? 60, 60, 86400);
        Assert.InRange(response.Peers.Count, 0, AnnounceResponse.MaxPeers);
        foreach (System.Net.IPEndPoint peer in response.Peers) Assert.InRange(peer.Port, 1, 65535);
        if (response.WarningMessage is not null) CheckText(response.WarningMessage);
    }

    private static void CheckError(TrackerError error)
    {
        CheckText(error.Message);
        if (error.RetryInSeconds is not (null or TrackerError.Never))
            Assert.InRange(error.RetryInSeconds.Value, 60, 86400);
    }

    private static void CheckText(string text)
    {
        Assert.NotEmpty(text);
        Assert.InRange(text.Length, 1, 300);
        Assert.DoesNotContain(text, char.IsControl);
        // Strict: a lone surrogate would throw, and could not be shown as JSON.
        Assert.NotEmpty(new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text));
    }
}
