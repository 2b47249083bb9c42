namespace GSTorrent.Application.Torrents;

/// <summary>
/// A pattern for paths: '*' is anything but '/', '**' anything, '**/' any number of folders, '?' one sign that is not
/// '/'. All else, brackets too, stands for itself. Case matters.
/// </summary>
internal sealed class Glob
{
    private const char Sign = '\x01', Name = '\x02', All = '\x03', Folders = '\x04';
    private readonly string _tokens;

    /// <param name="pattern">Without control characters, which stand for wildcards inside.</param>
    public Glob(string pattern) => _tokens = pattern
        .Replace("**/", Folders.ToString(), StringComparison.Ordinal)
        .Replace("**", All.ToString(), StringComparison.Ordinal)
        .Replace('*', Name)
        .Replace('?', Sign);

    /// <summary>
    /// Does it match the whole path? The time is bounded by the product of both lengths, whatever the pattern.
    /// </summary>
    public bool Matches(ReadOnlySpan<char> path)
    {
        int length = _tokens.Length;
        Span<bool> now = length < 256 ? stackalloc bool[length + 1] : new bool[length + 1];
        Span<bool> next = length < 256 ? stackalloc bool[length + 1] : new bool[length + 1];
        now.Clear();
        Arrive(now, 0);
        foreach (char sign in path)
        {
            next.Clear();
            for (int state = 0; state < length; state++)
                if (now[state]) Step(sign, state, next);
            Span<bool> old = now;
            now = next;
            next = old;
        }

        return now[length];
    }

    private void Step(char sign, int state, Span<bool> next)
    {
        switch (_tokens[state])
        {
            case All:
                Arrive(next, state);
                break;
            case Name when sign != '/':
                Arrive(next, state);
                break;
            case Sign when sign != '/':
                Arrive(next, state + 1);
                break;
            case Folders:
                // Within a folder's name it goes on; only behind the '/' the rest may begin.
                next[state] = true;
                if (sign == '/') Arrive(next, state + 1);
                break;
            case char literal when literal == sign:
                Arrive(next, state + 1);
                break;
        }
    }

    // What may stand for nothing lets the next token begin as well.
    private void Arrive(Span<bool> states, int state)
    {
        states[state] = true;
        while (state < _tokens.Length && _tokens[state] is All or Name or Folders) states[++state] = true;
    }
}
