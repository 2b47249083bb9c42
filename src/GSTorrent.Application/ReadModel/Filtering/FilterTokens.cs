using System.Text;

namespace GSTorrent.Application.ReadModel;

/// <summary>One word of a filter.</summary>
/// <param name="Text">Without quotes.</param>
/// <param name="Start">Where it begins in the text, from 0.</param>
/// <param name="Quoted">Number of its first letters outside quotes: only there signs have a meaning.</param>
internal readonly record struct FilterToken(string Text, int Start, int Quoted)
{
    public bool Is(string word) => Quoted == Text.Length && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// Cuts a filter into words: white space parts them, '(' and ')' are words of their own, and so are '-' and '!' at the
/// beginning of one. Quotes hold white space and all signs, a backslash in them the next sign.
/// </summary>
internal static class FilterTokens
{
    public static Result<List<FilterToken>> Read(string text)
    {
        var tokens = new List<FilterToken>();
        for (int at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text[at] is '(' or ')' or '-' or '!')
            {
                if (StandsAlone(text, at))
                {
                    return new AppError(
                        "filter-invalid", $"The filter is wrong at {at + 1}: '{text[at]}' stands alone; write it right "
                        + "before what it negates, or in quotes.");
                }

                tokens.Add(new FilterToken(text[at].ToString(), at, 1));
                at++;
            }
            else
            {
                if (!ReadWord(text, ref at).TryGet(out FilterToken token, out AppError? error)) return error;
                tokens.Add(token);
            }
        }

        return tokens;
    }

    // It is as likely a part of a name as a "not" of what comes next, and much may be removed by a filter.
    private static bool StandsAlone(string text, int at) =>
        text[at] is '-' or '!' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) || text[at + 1] is ')');

    private static Result<FilterToken> ReadWord(string text, ref int at)
    {
        int start = at;
        int quoted = -1;
        var word = new StringBuilder();
        for (; at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('(' or ')'); at++)
        {
            if (text[at] != '"')
            {
                word.Append(text[at]);
                continue;
            }

            if (quoted < 0) quoted = word.Length;
            int open = at;
            while (++at < text.Length && text[at] != '"')
            {
                if (text[at] == '\\' && at + 1 < text.Length) at++;
                word.Append(text[at]);
            }

            if (at >= text.Length) return new AppError("filter-invalid", $"The quote at {open + 1} has no end.");
        }

        return new FilterToken(word.ToString(), start, quoted < 0 ? word.Length : quoted);
    }
}
