using System.Text.RegularExpressions;

namespace GSTorrent.Api.QBittorrent.Tests.Transcripts;

/// <summary>
/// What a client asks and what it must be answered, step by step, from a text file. A step is a request line (method
/// and route), lines "name=value" of its form, lines "@name=sample" of files, lines "! Header: value", then a line
/// "=> status type" and the body. Steps end with a line "---"; lines that begin with '#' are comments.
/// </summary>
internal sealed record Step
{
    public required string Source { get; init; }

    public required string Method { get; init; }

    public required string Route { get; init; }

    public List<(string Name, string Value)> Fields { get; } = [];

    public List<(string Name, string Sample)> Files { get; } = [];

    public List<(string Name, string Value)> Headers { get; } = [];

    public int Status { get; private set; }

    public string ContentType { get; private set; } = "";

    public string Body { get; private set; } = "";

    public static IEnumerable<Step> Read(string file)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Transcripts", file);
        string[] lines = [.. File.ReadAllLines(path).Where(line => !line.StartsWith('#'))];
        int start = 0;
        for (int i = 0; i <= lines.Length; i++)
        {
            if (i < lines.Length && lines[i] != "---") continue;
            string[] step = [.. lines[start..i].SkipWhile(string.IsNullOrWhiteSpace)];
            if (step.Length > 0) yield return Parse($"{file}: {step[0]}", step);
            start = i + 1;
        }
    }

    private static Step Parse(string source, string[] lines)
    {
        string[] request = lines[0].Split(' ', 2);
        var step = new Step { Source = source, Method = request[0], Route = request[1] };
        int at = 1;
        for (; !lines[at].StartsWith("=> ", StringComparison.Ordinal); at++) step.AddLine(lines[at]);
        string[] answer = lines[at].Split(' ', 3);
        step.Status = int.Parse(answer[1]);
        step.ContentType = answer.Length > 2 ? answer[2] : "";
        step.Body = string.Join('\n', lines[(at + 1)..]).TrimEnd('\n');
        return step;
    }

    private void AddLine(string line)
    {
        Match match = Regex.Match(
            line, "^(?<kind>[!@]?) ?(?<name>[^=:]+)(?:: |=)(?<value>.*)$", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.True(match.Success, $"{Source}: {line}");
        (string, string) pair = (match.Groups["name"].Value, match.Groups["value"].Value);
        switch (match.Groups["kind"].Value)
        {
            case "!":
                Headers.Add(pair);
                break;
            case "@":
                Files.Add(pair);
                break;
            default:
                Fields.Add(pair);
                break;
        }
    }
}
