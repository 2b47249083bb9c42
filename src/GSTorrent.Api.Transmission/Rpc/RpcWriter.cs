using System.Text.Json;

namespace GSTorrent.Api.Transmission.Rpc;

/// <summary>Writes JSON with the names of a dialect.</summary>
internal sealed class RpcWriter(Utf8JsonWriter json, Dialect dialect)
{
    private const int HeldBytes = 64 << 10;

    public Dialect Dialect => dialect;

    /// <summary>For what has no name.</summary>
    public Utf8JsonWriter Json => json;

    public void Name(RpcName name) => json.WritePropertyName(name.In(dialect));

    public void Begin(RpcName name)
    {
        Name(name);
        json.WriteStartObject();
    }

    public void BeginArray(RpcName name)
    {
        Name(name);
        json.WriteStartArray();
    }

    public void Number(RpcName name, long value) => json.WriteNumber(name.In(dialect), value);

    public void Flag(RpcName name, bool value) => json.WriteBoolean(name.In(dialect), value);

    public void Text(RpcName name, string value) => json.WriteString(name.In(dialect), value);

    public void Real(RpcName name, double value)
    {
        Name(name);
        Real(value);
    }

    /// <summary>
    /// With four decimals, which are cut off and not rounded: what is not complete must not look complete.
    /// </summary>
    public void Real(double value)
    {
        double cut = double.IsFinite(value) ? Math.Floor(value * 10_000) / 10_000 : 0;

        // Most are whole, and the digits of those are found several times faster.
        if (cut == (long)cut) json.WriteNumberValue((long)cut);
        else json.WriteNumberValue(cut);
    }

    /// <summary>Between items of a long list: hands over what has piled up.</summary>
    public ValueTask PauseAsync() =>
        json.BytesPending < HeldBytes ? ValueTask.CompletedTask : new ValueTask(json.FlushAsync());
}
