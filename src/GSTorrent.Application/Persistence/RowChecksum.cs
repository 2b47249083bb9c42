using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace GSTorrent.Application.Persistence;

/// <summary>
/// Eight bytes that tell a damaged row from a sound one: SQLite finds damage to its own structure only, not to what is
/// stored in it.
/// </summary>
internal static class RowChecksum
{
    public static byte[] Of(params ReadOnlySpan<object?> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (object? value in values) Append(hash, value);
        return hash.GetHashAndReset()[..8];
    }

    private static void Append(IncrementalHash hash, object? value)
    {
        switch (value)
        {
            case null:
                AppendTagged(hash, -1, []);
                break;
            case byte[] bytes:
                AppendTagged(hash, bytes.Length, bytes);
                break;
            case string text:
                byte[] encoded = Encoding.UTF8.GetBytes(text);
                AppendTagged(hash, encoded.Length, encoded);
                break;
            case long number:
                AppendTagged(hash, number, []);
                break;
            default:
                throw new ArgumentException($"No stored type: {value.GetType()}.", nameof(value));
        }
    }

    private static void AppendTagged(IncrementalHash hash, long tag, ReadOnlySpan<byte> bytes)
    {
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, tag);
        hash.AppendData(prefix);
        hash.AppendData(bytes);
    }
}
