using System.Text;
using CsCheck;

namespace GSTorrent.MetainfoFormat.Tests;

public sealed class PathSanitizerTests
{
    [Theory]
    [InlineData("plain.txt", "plain.txt")]
    [InlineData("", "_")]
    [InlineData(".", "_")]
    [InlineData("..", "_")]
    [InlineData("...", "_")]
    [InlineData(" .. ", "_")]
    [InlineData("/", "_")]
    [InlineData("\\", "_")]
    [InlineData("../..", "_")]
    [InlineData("..\\..", "_")]
    [InlineData("/etc/passwd", "etcpasswd")]
    [InlineData("a\\b", "ab")]
    [InlineData("..a", "..a")]
    [InlineData(".hidden", ".hidden")]
    [InlineData("a\0b", "a_b")]
    [InlineData("a\u001fb\u007fc\u0085d", "a_b_c_d")]
    [InlineData("\0", "_")]
    [InlineData("name. . .", "name")]
    [InlineData("name ", "name")]
    [InlineData(" name", " name")]
    [InlineData("photo\u202egpj.exe", "photogpj.exe")]
    [InlineData("a\u200bb\ufeff", "ab")]
    [InlineData("\u202e", "_")]
    [InlineData(".\u200b.", "_")]
    [InlineData("con", "_con")]
    [InlineData("CON.txt", "_CON.txt")]
    [InlineData("nul.tar.gz", "_nul.tar.gz")]
    [InlineData("Aux .c", "_Aux .c")]
    [InlineData("com1", "_com1")]
    [InlineData("LPT9.x", "_LPT9.x")]
    [InlineData("COM¹", "_COM¹")]
    [InlineData("CONIN$", "_CONIN$")]
    [InlineData("c\u200bon", "_con")]
    [InlineData("con.", "_con")]
    [InlineData("console", "console")]
    [InlineData("com10", "com10")]
    [InlineData("日本語.mkv", "日本語.mkv")]
    public void Cleans_one_element(string name, string expected) =>
        Assert.Equal(expected, PathSanitizer.CleanElement(name));

    [Fact]
    public void Windows_letters_go_on_Windows()
    {
        Assert.True(PathSanitizer.TryClean("a:b<c>d\"e|f?g*h", forWindows: true, out string cleaned));
        Assert.Equal("a_b_c_d_e_f_g_h", cleaned);
    }

    [Fact]
    public void Invalid_UTF_8_becomes_underscores() =>
        Assert.Equal("a_b", PathSanitizer.CleanElement([(byte)'a', 0xff, (byte)'b']));

    [Fact]
    public void Lone_surrogates_become_underscores() => Assert.Equal("a_b", PathSanitizer.CleanElement("a\ud800b"));

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(100_000)]
    public void Too_long_names_keep_their_extension(int times)
    {
        string cleaned = PathSanitizer.CleanElement(Encoding.UTF8.GetBytes(new StringBuilder().Insert(0, "日",
            times) + ".mkv"));
        Assert.EndsWith(".mkv", cleaned, StringComparison.Ordinal);
        Assert.DoesNotContain("_", cleaned, StringComparison.Ordinal);
        int bytes = Encoding.UTF8.GetByteCount(cleaned);
        Assert.InRange(bytes, Math.Min(times, 80) * 3, PathSanitizer.MaxElementBytes);
    }

    [Fact]
    public void A_long_tail_is_no_extension()
    {
        string cleaned = PathSanitizer.CleanElement("a." + new string('b', 400));
        Assert.Equal("a." + new string('b', PathSanitizer.MaxElementBytes - 2), cleaned);
    }

    [Fact]
    public void Any_name_comes_out_safe_and_cleaning_again_changes_nothing() =>
        Gen.Char.Array[0, 400].Sample(letters => AssertSafe(PathSanitizer.CleanElement(new string(letters))),
            iter: 20_000);

    [Fact]
    public void Any_bytes_come_out_safe() =>
        Gen.Byte.Array[0, 1200].Sample(bytes => AssertSafe(PathSanitizer.CleanElement(bytes)), iter: 5_000);

    [Fact]
    public void Wicked_letters_come_out_safe()
    {
        const string wicked = "./\\ \0\u202econCON:lpt1~\ud800日";
        Gen.Int[0, wicked.Length - 1].Select(i => wicked[i]).Array[0, 12]
            .Sample(letters => AssertSafe(PathSanitizer.CleanElement(new string(letters))), iter: 50_000);
    }

    internal static void AssertSafe(string element)
    {
        Assert.NotEmpty(element);
        Assert.NotEqual(".", element);
        Assert.NotEqual("..", element);
        Assert.False(element.AsSpan().ContainsAny("/\\\0\u202e\u200b"));
        Assert.DoesNotContain(element, char.IsControl);
        Assert.False(element[^1] is '.' or ' ');
        Assert.InRange(Encoding.UTF8.GetByteCount(element), 1, PathSanitizer.MaxElementBytes);
        Assert.False(ReservedNames.Contains(element));
        Assert.Equal(element, PathSanitizer.CleanElement(element));
    }
}
