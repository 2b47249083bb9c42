using System.Text.Json;

namespace GSTorrent.Server.Tests.Running;

/// <summary>A command of docs/api/native.md, and what stands below it as its answer.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Command">Lines of a shell.</param>
/// <param name="Status">HTTP.</param>
/// <param name="Type">Media type of the answer.</param>
/// <param name="Answer">Its text.</param>
internal sealed record NativeExample(int Line, string Command, string Status, string Type, string Answer)
{
    private const string Fence = "```";

    /// <summary>Every block of code; one that is no command, or has no answer, is a mistake.</summary>
    public static IReadOnlyList<NativeExample> ReadAll(string[] document)
    {
        var examples = new List<NativeExample>();
        (int Line, string Text)? command = null;
        for (int line = 0; line < document.Length; line++)
        {
            Assert.False(IsIndentedCode(document, line), $"line {line + 1} is a block of code that nobody runs");
            if (!document[line].StartsWith(Fence, StringComparison.Ordinal)) continue;
            int end = Array.IndexOf(document, Fence, line + 1);
            string[] text = document[(line + 1)..end];
            if (document[line] is "```sh")
            {
                Assert.True(command is null, $"the command before line {line + 1} has no answer");
                command = (line + 1, string.Join('\n', text));
            }
            else
            {
                bool isAnswer = document[line] is "```http" && command is not null;
                Assert.True(isAnswer, $"line {line + 1} is a block of code that nobody runs");
                string[] head = text[0].Split(' ');
                examples.Add(new NativeExample(
                    command!.Value.Line, command.Value.Text, head[0], head[1], string.Join('\n', text[1..])));
                command = null;
            }

            line = end;
        }

        Assert.Null(command);
        return examples;
    }

    /// <summary>Has the answer all that is shown, each of the same kind?</summary>
    public void AssertShape(string answer)
    {
        if (Type is "text/event-stream")
        {
            string[] shown = Answer.Split('\n'), lines = answer.Split('\n');
            foreach (string line in shown)
            {
                string field = line.Split(':')[0] + ": ";
                string told = lines.First(one => one.StartsWith(field, StringComparison.Ordinal));
                if (field is "event: ") Assert.Equal(line, told);
                if (field is "data: ") AssertShape(line[field.Length..], told[field.Length..]);
            }

            return;
        }

        AssertShape(Answer, answer);
    }

    private void AssertShape(string shown, string told)
    {
        using JsonDocument expected = JsonDocument.Parse(shown), actual = JsonDocument.Parse(told);
        AssertShape(expected.RootElement, actual.RootElement, "$");
    }

    private void AssertShape(JsonElement shown, JsonElement told, string path)
    {
        bool isSameKind = string.Equals(KindOf(shown), KindOf(told), StringComparison.Ordinal);
        Assert.True(isSameKind, $"line {Line}: {path} is {told}, not {shown}");
        if (shown.ValueKind is JsonValueKind.Object)
        {
            foreach (JsonProperty property in shown.EnumerateObject())
            {
                Assert.True(
                    told.TryGetProperty(property.Name, out JsonElement value),
                    $"line {Line}: {path} has no {property.Name}: {told}");
                AssertShape(property.Value, value, $"{path}.{property.Name}");
            }
        }

        if (shown.ValueKind is not JsonValueKind.Array || shown.GetArrayLength() == 0) return;
        Assert.True(told.GetArrayLength() > 0, $"line {Line}: {path} is empty");
        AssertShape(shown[0], told[0], path + "[0]");
    }

    private static string KindOf(JsonElement element) =>
        element.ValueKind is JsonValueKind.True or JsonValueKind.False ? "boolean" : $"{element.ValueKind}";

    private static bool IsIndentedCode(string[] document, int line) =>
        document[line].StartsWith("    ", StringComparison.Ordinal)
        && (line == 0 || document[line - 1].Length == 0);
}
