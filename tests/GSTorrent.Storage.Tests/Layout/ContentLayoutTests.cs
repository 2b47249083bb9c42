using CsCheck;
using GSTorrent.MetainfoFormat;
using GSTorrent.Primitives;

namespace GSTorrent.Storage.Tests.Layout;

public sealed class ContentLayoutTests
{
    [Fact]
    public void Spans_cover_any_range_without_gaps_in_the_right_files()
    {
        Gen.Select(Gen.Int[0, 50], Gen.Bool).Array[1, 12].SelectMany(files =>
            Gen.Select(Gen.Const(files), Gen.Int[0, 700], Gen.Int[0, 700])).Sample(input =>
        {
            ((int Length, bool IsPadding)[] files, int from, int length) = input;
            int total = files.Sum(file => file.Length);
            if (total == 0) return;
            ContentLayout layout = SampleContent.LayoutOf(
                16, [.. files.Select(f => ("x", (long)f.Length, f.IsPadding))]);
            from = Math.Min(from, total);
            length = Math.Min(length, total - from);
            long position = from;
            foreach (FileSpan span in layout.Spans(from, length))
            {
                Assert.Equal(position, span.ContentOffset);
                Assert.True(span.Length > 0);
                position += span.Length;
                for (long at = span.ContentOffset; at < position; at++) AssertIn(layout, span, at);
            }

            Assert.Equal(from + length, position);
        });
    }

    [Fact]
    public void Gaps_between_files_are_padding()
    {
        var layout = new ContentLayout(
            [new ContentFile(0, "a", 0, 10, false), new ContentFile(1, "b", 16, 5, false)], new PieceGeometry(24, 16));
        List<FileSpan> spans = [];
        foreach (FileSpan span in layout.Spans(0, 24)) spans.Add(span);
        Assert.Equal(
            [new(0, 0, 0, 10), new(-1, 0, 10, 6), new(1, 0, 16, 5), new(-1, 0, 21, 3)], spans);
    }

    [Fact]
    public void Overlaps_and_files_outside_are_bugs()
    {
        var geometry = new PieceGeometry(24, 16);
        Assert.Throws<ArgumentException>(() => new ContentLayout(
            [new ContentFile(0, "a", 0, 10, false), new ContentFile(1, "b", 9, 5, false)], geometry));
        Assert.Throws<ArgumentException>(() => new ContentLayout([new ContentFile(0, "a", 20, 10, false)], geometry));
        Assert.Throws<ArgumentException>(() => new ContentLayout(
            [new ContentFile(0, "a", 1, long.MaxValue, false)], geometry));
    }

    [Fact]
    public void Pieces_of_a_file()
    {
        ContentLayout layout = new SampleContent().Layout;
        Assert.True(layout.TryPiecesOf(SampleContent.C, out int first, out int last));
        Assert.Equal((3, 10), (first, last));
        Assert.False(layout.TryPiecesOf(SampleContent.Empty, out _, out _));
    }

    private static void AssertIn(ContentLayout layout, FileSpan span, long at)
    {
        ContentFile file = layout.Files.Single(file => at >= file.Offset && at < file.Offset + file.Length);
        Assert.Equal(file.IsPadding ? ContentLayout.Padding : file.Index, span.File);
        if (!span.IsPadding) Assert.Equal(at - file.Offset, span.FileOffset + at - span.ContentOffset);
    }
}
