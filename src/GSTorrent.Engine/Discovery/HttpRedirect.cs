using System.Net;

namespace GSTorrent.Engine;

/// <summary>Where an HTTP answer sends its reader.</summary>
internal static class HttpRedirect
{
    /// <summary>The next URL; null if the answer is no redirect, or one that is not to be followed.</summary>
    public static Uri? TargetOf(HttpResponseMessage response, Uri asked)
    {
        bool isRedirect = response.StatusCode is HttpStatusCode.MultipleChoices or HttpStatusCode.MovedPermanently
            or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect
            or HttpStatusCode.PermanentRedirect;
        if (!isRedirect || response.Headers.Location is not { } location) return null;
        if (!Uri.TryCreate(asked, location, out Uri? target)) return null;
        bool isSecure = string.Equals(target.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal);
        if (isSecure) return target;
        // What was asked in secret is not repeated in the open.
        bool mayBeOpen = string.Equals(asked.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal);
        return mayBeOpen && string.Equals(target.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal) ? target : null;
    }
}
