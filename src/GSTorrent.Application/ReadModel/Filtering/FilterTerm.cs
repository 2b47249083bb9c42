namespace GSTorrent.Application.ReadModel;

/// <summary>
/// One condition: <c>field:value</c>, <c>field=value</c>, <c>field!=value</c>, <c>field&lt;value</c> and so on. A word
/// alone is a state, a flag, or a part of the name.
/// </summary>
internal static class FilterTerm
{
    private static readonly string[] Signs = ["!=", "<=", ">=", "=", "<", ">", ":"];

    public static Result<RowTest> Parse(FilterToken token)
    {
        string head = token.Text[..token.Quoted];
        int at = head.IndexOfAny(['!', '<', '>', '=', ':']);
        string? sign = at > 0 ? Array.Find(Signs, one => head.AsSpan(at).StartsWith(one)) : null;
        RowField? field = sign is null ? null : RowFields.Find(head[..at]);
        if (field is not null) return Compare(field, sign!, token.Text[(at + sign!.Length)..]);

        // "a:b" may be a part of a name; "rato>2" is a slip.
        if (sign is not null and not ":") return Invalid($"there is no field '{Excerpt.Of(head[..at])}'");
        return token.Quoted == token.Text.Length ? OfWord(token.Text) : OfName(token.Text);
    }

    private static Result<RowTest> OfWord(string word)
    {
        if (RowFields.Find(word) is { Kind: RowFieldKind.Flag } flag) return Compare(flag, ":", "true");
        foreach (TorrentRowState state in Enum.GetValues<TorrentRowState>())
        {
            if (!word.Equals(RowFields.WordOf(state), StringComparison.OrdinalIgnoreCase)) continue;
            RowTest test = (row, _) => row.State == state;
            return test;
        }

        return OfName(word);
    }

    private static Result<RowTest> OfName(string part)
    {
        RowTest test = (row, _) => row.Name.Contains(part, StringComparison.OrdinalIgnoreCase);
        return test;
    }

    private static Result<RowTest> Compare(RowField field, string sign, string value) => field.Kind switch
    {
        RowFieldKind.Text or RowFieldKind.Texts => CompareText(field, sign, value),
        _ => CompareNumber(field, sign, value),
    };

    private static Result<RowTest> CompareText(RowField field, string sign, string value)
    {
        const StringComparison Blind = StringComparison.OrdinalIgnoreCase;
        bool isExact = field.Name is "state" or "tag" or "category";
        Func<string, bool>? fits = sign switch
        {
            "=" or "!=" => text => text.Equals(value, Blind),
            ":" when isExact => text => text.Equals(value, Blind),
            ":" => text => text.Contains(value, Blind),
            _ => null,
        };
        if (fits is null) return Invalid($"'{field.Name}' is text: it has no '{sign}'");
        if (field.Name is "state" && !IsState(value)) return Invalid($"there is no state '{Excerpt.Of(value)}'");
        bool isWished = sign is not "!=";
        RowTest test = field.Kind == RowFieldKind.Text
            ? (row, _) => fits(field.Text(row)) == isWished
            : (row, _) => field.Texts(row).Any(fits) == isWished;
        return test;
    }

    private static AppError Invalid(string why) => new("filter-invalid", why);

    private static bool IsState(string word) => Enum.GetValues<TorrentRowState>()
        .Any(state => word.Equals(RowFields.WordOf(state), StringComparison.OrdinalIgnoreCase));

    private static Result<RowTest> CompareNumber(RowField field, string sign, string value)
    {
        if (!FilterValue.Parse(field, value).TryGet(out FilterValue parsed, out AppError? error)) return error;
        RowTest test = (row, now) =>
        {
            if (field.Number(row, now) is not { } number) return sign is "!=";
            if (parsed.IsAge) number = now - number;
            return sign switch
            {
                "<" => number < parsed.Number,
                "<=" => number <= parsed.Number,
                ">" => number > parsed.Number,
                ">=" => number >= parsed.Number,
                "!=" => number != parsed.Number,
                _ => number == parsed.Number,
            };
        };
        return test;
    }
}
