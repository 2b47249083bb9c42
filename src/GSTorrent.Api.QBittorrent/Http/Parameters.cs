using System.Globalization;
using GSTorrent.Application;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace GSTorrent.Api.QBittorrent.Http;

/// <summary>
/// What a request asks with: parameters of the address and fields of a form, which is the stronger one. Nothing is
/// required; what cannot be read counts as not given, as clients expect.
/// </summary>
internal sealed class Parameters
{
    /// <summary>Largest body; the server's own limit is the same.</summary>
    private const int MaxBodyBytes = 32 << 20;

    private static readonly FormOptions Limits = new()
    {
        ValueCountLimit = 2_048,
        KeyLengthLimit = 2_048,
        ValueLengthLimit = MaxBodyBytes,
        MultipartBodyLengthLimit = MaxBodyBytes,
        BufferBodyLengthLimit = MaxBodyBytes,

        // Everything stays in memory: a request never waits for a disk.
        MemoryBufferThreshold = MaxBodyBytes,
    };

    private readonly IQueryCollection _query;
    private readonly IFormCollection? _form;

    private Parameters(IQueryCollection query, IFormCollection? form)
    {
        _query = query;
        _form = form;
    }

    /// <summary>Nothing was given.</summary>
    public static Parameters None { get; } = new(QueryCollection.Empty, null);

    /// <summary>Files of a multipart form.</summary>
    public IReadOnlyList<IFormFile> Files => _form?.Files ?? (IReadOnlyList<IFormFile>)[];

    /// <summary>Reads them all.</summary>
    public static async Task<Result<Parameters>> ReadAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (!request.HasFormContentType) return new Parameters(request.Query, null);
        try
        {
            var feature = new FormFeature(request, Limits);
            IFormCollection form = await feature.ReadFormAsync(context.RequestAborted);
            return new Parameters(request.Query, form);
        }
        catch (BadHttpRequestException wrong)
        {
            return wrong.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? new AppError("too-large", wrong.Message)
                : new AppError("bad-request", $"The request did not arrive in full: {wrong.Message}");
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException or NotSupportedException)
        {
            // Not supported: a charset that the runtime refuses, such as UTF-7.
            return new AppError("bad-request", $"The form cannot be read: {wrong.Message}");
        }
    }

    /// <summary>The first value of that name; null: not given.</summary>
    public string? Find(string name)
    {
        StringValues values = _form is not null && _form.TryGetValue(name, out StringValues field)
            ? field
            : _query[name];
        return values.Count > 0 ? values[0] ?? "" : null;
    }

    /// <summary>The text, without spaces at its ends; empty if it is not given.</summary>
    public string Text(string name) => Find(name)?.Trim() ?? "";

    /// <summary>True or false; null: neither, or not given.</summary>
    public bool? Flag(string name) => Text(name).ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    /// <summary>A whole number; null: none, or not given.</summary>
    public long? Number(string name) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;

    /// <summary>A number with a fraction; null: none, or not given.</summary>
    public double? Real(string name) =>
        double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
            ? number
            : null;

    /// <summary>The items between separators, without spaces at their ends; no item is empty.</summary>
    public string[] List(string name, char separator) => (Find(name) ?? "").Split(
        separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
