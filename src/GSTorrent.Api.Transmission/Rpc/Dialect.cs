namespace GSTorrent.Api.Transmission.Rpc;

/// <summary>In which of its two languages a client speaks.</summary>
internal enum Dialect
{
    /// <summary>Up to Transmission 4.0: <c>method</c>, <c>arguments</c>, <c>tag</c>; names in two styles.</summary>
    Legacy,

    /// <summary>JSON-RPC 2.0, from Transmission 4.1 on; names in snake_case.</summary>
    JsonRpc,
}
