using GSTorrent.Cli.Output;

namespace GSTorrent.Cli.Tests.Output;

public sealed class TerminalTableTests
{
    private static readonly Column<string>[] _columns =
    [
        new("ID", _ => "1", IsFigure: true),
        new("RATIO", _ => "0.25", IsFigure: true, LeavesAt: 2),
        new("PEERS", _ => "3", IsFigure: true, LeavesAt: 1),
        new("NAME", name => name),
    ];

    [Theory]
    [InlineData(40, "ID  RATIO  PEERS  NAME")]
    [InlineData(28, "ID  RATIO  PEERS  NAME")]
    [InlineData(27, "ID  RATIO  NAME")]
    [InlineData(20, "ID  NAME")]
    [InlineData(5, "ID  …")]
    public void Other_columns_leave_before_the_name(int width, string header)
    {
        IReadOnlyList<string> lines = TerminalTable.Lines(_columns, ["debian-13.2.iso"], width);
        Assert.Equal(header, lines[0]);
        Assert.True(lines[1].Length <= width);
    }

    [Fact]
    public void The_list_of_torrents_has_its_names_at_60_columns()
    {
        string header = TerminalTable.Lines(Tables.Torrents, [], 60)[0];
        Assert.EndsWith("PEERS  NAME", header, StringComparison.Ordinal);
        Assert.EndsWith("NAME", TerminalTable.Lines(Tables.Torrents, [], 30)[0], StringComparison.Ordinal);
    }
}
