using CsCheck;

namespace GSTorrent.Terminal.Tests;

public sealed class SafeTextTests
{
    [Fact]
    public void Harmful_characters_never_get_through() => Gen.String.Sample(text =>
        SafeText.Of(text).All(c => !char.IsControl(c) && c is not ('\u2028' or '\u202e'))
        && SafeText.Of(text).Length == text.Length);

    [Fact]
    public void Other_characters_stay() =>
        Assert.Equal("Größe 漢字 🎉?", SafeText.Of("Größe 漢字 🎉\u001b".Replace('\u001b', '?')));

    [Fact]
    public void Text_of_others_cannot_steer_the_terminal() =>
        Assert.Equal("a\ufffd[2Jb c", SafeText.Line("a\u001b[2Jb\nc"));

    [Fact]
    public void No_text_is_empty_text() => Assert.Equal("", SafeText.Of(null));
}
