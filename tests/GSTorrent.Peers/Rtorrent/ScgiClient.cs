using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;

namespace GSTorrent.Peers.Rtorrent;

/// <summary>XML-RPC over SCGI over a unix socket: how rtorrent is spoken to. One connection a call.</summary>
public sealed class ScgiClient(string socketPath)
{
    /// <summary>Calls a method; strings and byte arrays are arguments. The text of the answer's value.</summary>
    /// <exception cref="InvalidOperationException">The program answered with a fault.</exception>
    public async Task<string> CallAsync(
        string method, IEnumerable<object> arguments, CancellationToken cancellationToken)
    {
        var call = new XElement(
            "methodCall",
            new XElement("methodName", method),
            new XElement("params", arguments.Select(a => new XElement("param", new XElement("value", ValueOf(a))))));
        string answer = await ExchangeAsync(call.ToString(SaveOptions.DisableFormatting), cancellationToken);
        XElement response = XElement.Parse(answer[answer.IndexOf('<', StringComparison.Ordinal)..]);
        return response.Element("fault") is { } fault
            ? throw new InvalidOperationException($"rtorrent {method}: {fault.Value}")
            : response.Value;
    }

    private static XElement ValueOf(object argument) => argument switch
    {
        byte[] bytes => new XElement("base64", Convert.ToBase64String(bytes)),
        _ => new XElement("string", argument),
    };

    private async Task<string> ExchangeAsync(string xml, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
        await using var stream = new NetworkStream(socket);
        byte[] body = Encoding.UTF8.GetBytes(xml);
        string length = body.Length.ToString(CultureInfo.InvariantCulture);
        string headers = $"CONTENT_LENGTH\0{length}\0SCGI\01\0";
        string prefix = $"{headers.Length.ToString(CultureInfo.InvariantCulture)}:{headers},";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(prefix), cancellationToken);
        await stream.WriteAsync(body, cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
