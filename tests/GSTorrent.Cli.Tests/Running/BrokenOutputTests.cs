using System.Text;
using GSTorrent.Cli.Running;
using GSTorrent.Terminal;

namespace GSTorrent.Cli.Tests.Running;

/// <summary>Standard output or standard error takes nothing: a full disk, a closed descriptor.</summary>
public sealed class BrokenOutputTests : IDisposable
{
    private readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("add --help")]
    [InlineData("completions bash")]
    [InlineData("create a.txt")]
    public async Task Results_that_cannot_be_written_are_a_failure_that_is_told(string line)
    {
        _terminal.Write("a.txt", "content");
        var error = new StringWriter();
        CliContext context = _terminal.Context with { Out = new ResultOutput(new BrokenWriter()), Error = error };
        Assert.Equal(1, await CommandTree.RunAsync(line.Split(' '), context));
        Assert.Equal("gstctl: cannot write to standard output: the disk is full\n", error.ToString());
    }

    [Theory]
    [InlineData("nonsense", 2)]
    [InlineData("list", 3)]
    [InlineData("create nothing", 1)]
    [InlineData("create a.txt", 0)]
    public async Task What_cannot_be_complained_of_changes_no_exit_code(string line, int code)
    {
        _terminal.Write("a.txt", "content");
        _terminal.WriteState("gst_local", "unix:" + Path.Combine(_terminal.Home, "none.sock"));
        CliContext context = _terminal.Context with { Error = Unheard() };
        Assert.Equal(code, await CommandTree.RunAsync(line.Split(' '), context));
    }

    [Fact]
    public async Task Without_either_it_still_ends_with_an_exit_code()
    {
        CliContext context = _terminal.Context with { Out = new ResultOutput(new BrokenWriter()), Error = Unheard() };
        Assert.Equal(1, await CommandTree.RunAsync(["--help"], context));
    }

    private static StandardOutput Unheard() => new(new BrokenWriter(), complaints: null, "gstctl");

    private sealed class BrokenWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new UnauthorizedAccessException(
            "Access to the path is denied.", new IOException("the disk is full"));
    }
}
