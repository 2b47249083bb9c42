namespace GSTorrent.Cli.Output;

/// <summary>
/// Scripts that ask gstctl itself what can follow: its <c>[suggest:N]</c> directive takes the line and the cursor's
/// place in it and prints one word a line.
/// </summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # bash completion for gstctl: source <(gstctl completions bash)
        _gstctl_complete() {
            local word="${COMP_WORDS[COMP_CWORD]}" found IFS=$'\n'
            found="$(gstctl "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)"
            COMPREPLY=($(compgen -W "$found" -- "$word"))
        }
        complete -o default -F _gstctl_complete gstctl
        """;

    private const string Zsh = """
        #compdef gstctl
        # zsh completion for gstctl: source <(gstctl completions zsh)
        _gstctl_complete() {
            local -a words_found
            words_found=("${(@f)$(gstctl "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            (( ${#words_found} )) && compadd -- "${words_found[@]}"
            _files
        }
        compdef _gstctl_complete gstctl
        """;

    private const string Fish = """
        # fish completion for gstctl: gstctl completions fish | source
        function __gstctl_complete
            set -l line (commandline --cut-at-cursor)
            gstctl "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete --command gstctl --arguments '(__gstctl_complete)'
        """;

    public static string For(string shell) => shell switch
    {
        "zsh" => Zsh,
        "fish" => Fish,
        _ => Bash,
    };
}
