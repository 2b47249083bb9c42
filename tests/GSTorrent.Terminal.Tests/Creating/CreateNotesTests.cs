using GSTorrent.Terminal.Creating;

namespace GSTorrent.Terminal.Tests.Creating;

public sealed class CreateNotesTests
{
    private readonly List<string> _told = [];

    [Fact]
    public void A_few_are_told_and_nothing_else()
    {
        Add(CreateNotes.MaxTold);
        Assert.Equal(CreateNotes.MaxTold, _told.Count);
        Assert.Equal("note 20", _told[^1]);
    }

    [Fact]
    public void Of_many_the_rest_is_counted()
    {
        Add(CreateNotes.MaxTold + 3);
        Assert.Equal(CreateNotes.MaxTold + 1, _told.Count);
        Assert.Equal("and 3 more", _told[^1]);
    }

    private void Add(int count)
    {
        var notes = new CreateNotes(_told.Add);
        for (int i = 1; i <= count; i++) notes.Add($"note {i}");
        notes.End();
    }
}
