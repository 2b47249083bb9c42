using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace GSTorrent.Api.Transmission.Http;

/// <summary>
/// The body of a reply. A short one leaves in one piece with its length; a long one is compressed, if the client takes
/// that, and leaves as it is written.
/// </summary>
internal sealed class ReplyStream(HttpContext context) : Stream
{
    // About one packet: to compress less saves nothing.
    private const int ShortBytes = 1_400;
    private readonly MemoryStream _held = new();
    private Stream? _out;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_out is null)
        {
            _held.Write(buffer.Span);
            if (_held.Length <= ShortBytes) return;
            _out = Open();
            buffer = _held.GetBuffer().AsMemory(0, (int)_held.Length);
        }

        await _out.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Nothing: an early flush would only compress worse.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The reply is complete.</summary>
    public async ValueTask EndAsync()
    {
        if (_out is null)
        {
            context.Response.ContentLength = _held.Length;
            await context.Response.Body.WriteAsync(
                _held.GetBuffer().AsMemory(0, (int)_held.Length), context.RequestAborted);
        }
        else if (_out is GZipStream compressed)
        {
            await compressed.DisposeAsync();
        }
    }

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private Stream Open()
    {
        context.Response.Headers.Vary = "Accept-Encoding";
        if (!TakesGzip()) return context.Response.Body;
        context.Response.Headers.ContentEncoding = "gzip";
        return new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true);
    }

    private bool TakesGzip() =>
        StringWithQualityHeaderValue.TryParseList(context.Request.Headers.AcceptEncoding, out var encodings)
        && encodings.Any(encoding => encoding.Value.Value is "gzip" or "*" && encoding.Quality is not <= 0);
}
