using System.IO.Pipelines;
using System.Text.Json;

namespace GSTorrent.Api.QBittorrent.Http;

/// <summary>JSON on its way to the client.</summary>
internal readonly struct JsonAnswer(Utf8JsonWriter writer, PipeWriter pipe, CancellationToken cancellation)
{
    private const int EnoughBytes = 64 << 10;

    public Utf8JsonWriter Writer => writer;

    /// <summary>
    /// Sends what has come together if that is enough, and waits for a slow client: a list of any length needs no more
    /// memory than this.
    /// </summary>
    public ValueTask SendSomeAsync() => writer.BytesPending < EnoughBytes ? default : SendAsync();

    private async ValueTask SendAsync()
    {
        await writer.FlushAsync(cancellation);
        await pipe.FlushAsync(cancellation);
    }
}
