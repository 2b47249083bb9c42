using GSTorrent.Api.Contracts;
using GSTorrent.Client;

namespace GSTorrent.Cli.Running;

/// <summary>What to say about a failed call, and what to do about it.</summary>
internal static class ErrorText
{
    public static string Of(ClientError error, VerbCall call) =>
        Hint(error, call) is { } hint ? $"{error.Message.TrimEnd('.')}; {hint}" : error.Message;

    /// <summary>Of a failure after which the server is asked again.</summary>
    public static string OfLoss(ClientError error) => $"{error.Message.TrimEnd('.')}; trying again";

    public static ExitCode CodeOf(ClientError error) => error.Kind switch
    {
        ClientErrorKind.Unreachable or ClientErrorKind.TimedOut or ClientErrorKind.CertificateRefused
            => ExitCode.Unreachable,
        ClientErrorKind.NotAllowed => ExitCode.NotAllowed,
        _ => ExitCode.Failed,
    };

    public static ExitCode CodeOf(ProblemDto problem) =>
        problem.Status is 401 or 403 ? ExitCode.NotAllowed : ExitCode.Failed;

    private static string? Hint(ClientError error, VerbCall call) => error.Kind switch
    {
        ClientErrorKind.Unreachable
            when error.Code is "connection-closed" && call.KnownServer is { Address.IsTls: false } =>
            "if it is a TLS port, write https:// instead of http://",
        ClientErrorKind.Unreachable => "start it with GSTorrent, or name another one with --server",
        ClientErrorKind.TimedOut => "try again later",
        ClientErrorKind.CertificateRefused =>
            $"do not trust it unless you know why; then '{RepinCommand(call)}' takes the new one",
        ClientErrorKind.NotAllowed when error.HttpStatus is 401 => SignInHint(call),
        ClientErrorKind.NotAllowed when error.Code is "not-allowed" or "http-403"
            => "use a token with a higher role (gstctl token create)",
        ClientErrorKind.BadAnswer => "is this a GSTorrent control port, and no older than gstctl?",
        _ => null,
    };

    private static string RepinCommand(VerbCall call) => call.KnownServer is { Name: { } name } known
        ? $"gstctl server add {name} {known.Address}"
        : $"gstctl server remove {call.KnownServer?.Address}";

    private static string SignInHint(VerbCall call) => call.KnownServer switch
    {
        { Token: null, TokenPath: { } path } =>
            $"no token was found in {path}: give --state-dir or set GSTORRENT_TOKEN",
        { Token: null } => "set GSTORRENT_TOKEN, or add the server with 'gstctl server add NAME URL --token-file FILE'",
        _ => "the token is unknown or has expired: make another with 'gstctl token create'",
    };
}
