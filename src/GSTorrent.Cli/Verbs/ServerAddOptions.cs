using System.CommandLine;
using GSTorrent.Cli.Running;
using GSTorrent.Client;

namespace GSTorrent.Cli.Verbs;

/// <summary>What <c>server add</c> keeps besides name and URL.</summary>
internal sealed class ServerAddOptions
{
    private readonly Option<string> _token = new("--token")
    {
        Description = "Its token; others on this machine may see the command line, so --token-file is better.",
    };

    private readonly Option<string> _tokenFile = new("--token-file")
    {
        Description = "File that holds its token; '-' for standard input.",
        HelpName = "FILE",
    };

    private readonly Option<string> _fingerprint = new("--fingerprint")
    {
        Description = "SHA-256 of its certificate, as the server prints it at start; otherwise what it shows now.",
        HelpName = "SHA256",
        CustomParser = result =>
        {
            if (CertificateFingerprint.TryNormalize(result.Tokens[0].Value, out string? normal)) return normal;
            result.AddError("--fingerprint takes 64 hexadecimal digits, with or without colons.");
            return null;
        },
    };

    private readonly Option<bool> _default = new("--default") { Description = "Use it when no server is named." };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_token, _tokenFile, _fingerprint, _default]) command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_token) is not null && result.GetResult(_tokenFile) is not null)
                result.AddError("Give --token or --token-file, not both.");
        });
    }

    public bool IsDefault(VerbCall call) => call.Get(_default);

    public string? ReadFingerprint(VerbCall call) => call.Get(_fingerprint);

    public string? ReadToken(VerbCall call, int maxLength)
    {
        if (call.Get(_tokenFile) is not { } file) return call.Get(_token);
        string path = Path.GetFullPath(file, call.Context.CurrentDirectory);
        string? token = file is "-" ? call.Context.In.ReadLine() : File.ReadLines(path).FirstOrDefault();
        token = token?.Trim();
        if (string.IsNullOrEmpty(token) || token.Length > maxLength)
            throw new CliException(ExitCode.Failed, $"{file} holds no token in its first line");
        return token;
    }
}
