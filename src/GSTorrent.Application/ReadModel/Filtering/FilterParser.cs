namespace GSTorrent.Application.ReadModel;

/// <summary>
/// Parses filters by recursive descent:
/// <code>
/// any  = all { "or" all }
/// all  = one { ["and"] one }
/// one  = ("not" | "-" | "!") one | "(" any ")" | term
/// </code>
/// </summary>
internal sealed class FilterParser(List<FilterToken> tokens)
{
    private const int MaxDepth = 50;
    private int _at;
    private int _depth;

    /// <summary>All tokens as one test.</summary>
    public Result<RowTest> ParseAll()
    {
        Result<RowTest> test = ParseAny();
        if (test.Error is null && _at < tokens.Count)
            return Refuse(tokens[_at], $"'{Excerpt.Of(tokens[_at].Text)}' is not expected");
        return test;
    }

    private static AppError Refuse(FilterToken token, string why) =>
        new("filter-invalid", $"The filter is wrong at {token.Start + 1}: {why}.");

    private Result<RowTest> ParseAny()
    {
        if (!ParseEach().TryGet(out RowTest? left, out AppError? error)) return error;
        while (Takes("or"))
        {
            if (!ParseEach().TryGet(out RowTest? right, out error)) return error;
            RowTest before = left;
            left = (row, now) => before(row, now) || right(row, now);
        }

        return left;
    }

    private Result<RowTest> ParseEach()
    {
        if (!ParseOne().TryGet(out RowTest? left, out AppError? error)) return error;
        while (_at < tokens.Count && !tokens[_at].Is("or") && !tokens[_at].Is(")"))
        {
            Takes("and");
            if (!ParseOne().TryGet(out RowTest? right, out error)) return error;
            RowTest before = left;
            left = (row, now) => before(row, now) && right(row, now);
        }

        return left;
    }

    private Result<RowTest> ParseOne()
    {
        if (_at == tokens.Count) return new AppError("filter-invalid", "The filter ends where a word is expected.");
        if (++_depth > MaxDepth) return Refuse(tokens[_at], $"it is nested more than {MaxDepth} deep");
        Result<RowTest> test = ParseSingle();
        _depth--;
        return test;
    }

    private Result<RowTest> ParseSingle()
    {
        FilterToken token = tokens[_at];
        if (Takes("not") || Takes("-") || Takes("!")) return Negate(ParseOne());
        if (Takes("("))
        {
            Result<RowTest> inner = ParseAny();
            if (inner.Error is not null || Takes(")")) return inner;
            return Refuse(token, "the parenthesis has no end");
        }

        if (token.Is(")")) return Refuse(token, "')' is not expected");
        _at++;
        Result<RowTest> term = FilterTerm.Parse(token);
        return term.Error is { } error ? Refuse(token, error.Message) : term;
    }

    private static Result<RowTest> Negate(Result<RowTest> test)
    {
        if (!test.TryGet(out RowTest? inner, out AppError? error)) return error;
        RowTest negated = (row, now) => !inner(row, now);
        return negated;
    }

    private bool Takes(string word)
    {
        bool isNext = _at < tokens.Count && tokens[_at].Is(word);
        if (isNext) _at++;
        return isNext;
    }
}
