using System.Diagnostics.CodeAnalysis;
using GSTorrent.Primitives;

namespace GSTorrent.MetainfoFormat;

/// <summary>Collects the parameters of one magnet link.</summary>
internal sealed class MagnetReader
{
    private const string Scheme = "magnet:?";
    private const string V1Prefix = "urn:btih:";
    private const string V2Prefix = "urn:btmh:";

    // The multihash prefix of a SHA-256: function 0x12, length 0x20 (BEP 9).
    private const string Sha256Multihash = "1220";

    private readonly List<string> _trackers = [];
    private readonly List<string> _webSeeds = [];
    private readonly List<string> _peers = [];
    private InfoHash? _v1;
    private byte[]? _v2;
    private string? _name;
    private IReadOnlyList<int>? _files;
    private MetainfoError? _error;

    public static bool TryRead(
        string text, [NotNullWhen(true)] out MagnetLink? link, [NotNullWhen(false)] out MetainfoError? error)
    {
        var reader = new MagnetReader();
        link = reader.TryReadAll(text.Trim()) ? reader.Build() : null;
        error = link is null ? reader._error! : null;
        return link is not null;
    }

    private bool TryReadAll(string text)
    {
        if (text.Length > MagnetLimits.MaxLength)
            return Fail("magnet-too-long", $"The magnet link is longer than {MagnetLimits.MaxLength} characters.");
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return Fail("magnet-invalid", $"A magnet link begins with '{Scheme}'.");
        int count = 0;
        ReadOnlySpan<char> query = text.AsSpan(Scheme.Length);
        foreach (Range range in query.Split('&'))
        {
            ReadOnlySpan<char> parameter = query[range];
            // Links that were copied out of the source of a web page have "&amp;" for "&".
            if (parameter.StartsWith("amp;", StringComparison.OrdinalIgnoreCase)) parameter = parameter[4..];
            int equals = parameter.IndexOf('=');
            if (equals <= 0) continue;
            if (++count > MagnetLimits.MaxParameters)
                return Fail("magnet-too-long", $"The magnet link has over {MagnetLimits.MaxParameters} parameters.");
            string value = Decode(parameter[(equals + 1)..]);
            if (!TryTake(KeyOf(parameter[..equals]), value)) return false;
        }

        return _v1 is not null || _v2 is not null
               || Fail("magnet-without-hash", "The magnet link has no info-hash (xt=urn:btih:… or xt=urn:btmh:…).");
    }

    private MagnetLink Build()
    {
        InfoHash cut = _v1 ?? new InfoHash(_v2.AsSpan(0, InfoHash.Length));
        return new MagnetLink
        {
            InfoHash = cut,
            InfoHashV2 = _v2,
            IsV2Only = _v1 is null,
            DisplayName = _name,
            Trackers = _trackers,
            WebSeeds = _webSeeds,
            PeerAddresses = _peers,
            SelectedFiles = _files,
        };
    }

    /// <summary>The parameter's name without the number that tells several apart: "tr.1" is "tr".</summary>
    private static string KeyOf(ReadOnlySpan<char> key)
    {
        string decoded = Decode(key).ToLowerInvariant();
        int dot = decoded.LastIndexOf('.');
        bool isNumbered = dot > 0 && dot < decoded.Length - 1
                          && !decoded.AsSpan(dot + 1).ContainsAnyExceptInRange('0', '9');
        return isNumbered ? decoded[..dot] : decoded;
    }

    private bool TryTake(string key, string value)
    {
        switch (key)
        {
            case "xt": return TryTakeTopic(value);
            case "dn":
                if (value.Length > 0) _name ??= Cut(value);
                break;
            case "tr":
                if (UrlText.TryTracker(value, out string? tracker)) Add(_trackers, tracker, MetainfoLimits.MaxTrackers);
                break;
            case "ws":
                if (UrlText.TryWebSeed(value, out string? seed)) Add(_webSeeds, seed, MetainfoLimits.MaxTrackers);
                break;
            case "x.pe":
                if (PeerAddress.IsValid(value)) Add(_peers, value, MagnetLimits.MaxPeers);
                break;
            // The first one only: each may name all the files that a torrent can have.
            case "so" when _files is null:
                if (!FileSelection.TryParse(value, out _files))
                    return Fail("magnet-selection-invalid", "The choice of files (so) is not a list like '0,2,4-6'.");
                break;
            default: break;
        }

        return true;
    }

    private bool TryTakeTopic(string value)
    {
        if (value.StartsWith(V1Prefix, StringComparison.OrdinalIgnoreCase))
        {
            if (!InfoHash.TryParse(value.AsSpan(V1Prefix.Length), out InfoHash hash))
                return Fail(
                    "magnet-hash-invalid",
                    "The info-hash (xt=urn:btih:) is neither 40 hexadecimal digits nor 32 base32 letters.");
            if (_v1 is InfoHash other && other != hash)
                return Fail("magnet-hash-ambiguous", "The magnet link has two different info-hashes.");
            _v1 = hash;
        }

        if (!value.StartsWith(V2Prefix, StringComparison.OrdinalIgnoreCase)) return true;
        ReadOnlySpan<char> multihash = value.AsSpan(V2Prefix.Length);
        byte[] bytes = new byte[Merkle.HashLength];
        bool valid = multihash.Length == Sha256Multihash.Length + (2 * bytes.Length)
                     && multihash.StartsWith(Sha256Multihash, StringComparison.Ordinal)
                     && Convert.FromHexString(multihash[Sha256Multihash.Length..], bytes, out _, out _)
                     == System.Buffers.OperationStatus.Done;
        if (!valid)
            return Fail(
                "magnet-hash-invalid", "The v2 info-hash (xt=urn:btmh:) is not '1220' and 64 hexadecimal digits.");
        if (_v2 is not null && !_v2.AsSpan().SequenceEqual(bytes))
            return Fail("magnet-hash-ambiguous", "The magnet link has two different v2 info-hashes.");
        _v2 = bytes;
        return true;
    }

    private static void Add(List<string> list, string value, int max)
    {
        if (list.Count < max && !list.Contains(value, StringComparer.Ordinal)) list.Add(value);
    }

    private static string Cut(string name)
    {
        if (name.Length <= MagnetLimits.MaxNameLength) return name;
        int end = MagnetLimits.MaxNameLength;
        return char.IsHighSurrogate(name[end - 1]) ? name[..(end - 1)] : name[..end];
    }

    private static string Decode(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.ToString().Replace('+', ' '));

    private bool Fail(string code, string message)
    {
        _error = new MetainfoError(code, message);
        return false;
    }
}
