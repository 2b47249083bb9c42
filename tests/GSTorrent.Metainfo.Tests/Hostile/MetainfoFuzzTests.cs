using CsCheck;
using GSTorrent.Fuzz.Targets;

namespace GSTorrent.MetainfoFormat.Tests;

public sealed class MetainfoFuzzTests
{
    private static readonly byte[][] Valid =
    [
        Torrents.File(Torrents.SingleInfo, ("announce", "http://t.example/a"), ("url-list", "http://w.example/")),
        Torrents.File(Torrents.MultiInfo(
            Torrents.FileOf(5, "a", "b"), Torrents.FileOf(7, ".pad", "7").With("attr", "p"), Torrents.FileOf(9, "c"))),
        Torrents.File(Torrents.V2Info, ("piece layers", Ben.Dict())),
        Torrents.File(Torrents.V2Info.With("pieces", new string('x', 40)).With("files", new object[]
        {
            Torrents.FileOf(100, "a"), Torrents.FileOf(16284, "p").With("attr", "p"), Torrents.FileOf(200, "b"),
        })),
    ];

    [Fact]
    public void Mutated_files_are_read_or_refused_but_never_throw()
    {
        Gen<(int File, int At, byte Value, int Kind)> step =
            Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 600], Gen.Byte, Gen.Int[0, 5]);
        int accepted = 0;
        step.Array[1, 3].Sample(steps =>
        {
            byte[] file = Valid[steps[0].File];
            foreach ((_, int at, byte value, int kind) in steps) file = Mutate(file, at % Math.Max(1, file.Length),
                value, kind);
            if (MetainfoTargets.TryFile(file)) Interlocked.Increment(ref accepted);
        }, iter: 40_000);
        Assert.True(accepted > 1000,
            $"Only {accepted} mutants were accepted: the mutations test nothing but the codec.");
    }

    [Fact]
    public void Random_bytes_never_throw() =>
        Gen.Byte.Array[0, 500].Sample(MetainfoTargets.File, iter: 10_000);

    [Fact]
    public void Values_of_the_wrong_kind_anywhere_never_throw()
    {
        object[] odd = [-1, 0, long.MaxValue, long.MinValue, "", "x", Array.Empty<object>(), Ben.Dict(),
            new object[] { 1 },
            new object[] { "a", Ben.Dict(("a", 1)) }, Ben.Dict(("", 5)), Ben.Dict(("", Ben.Dict()))];
        string[] keys = ["attr", "file tree", "files", "length", "meta version", "name", "name.utf-8", "path",
            "path.utf-8",
            "piece length", "pieces", "pieces root", "private", "source", "symlink path", "announce", "announce-list",
            "comment", "creation date", "nodes", "piece layers", "url-list"];
        foreach (string key in keys)
            foreach (object value in odd)
            {
                foreach ((string, object)[] info in new[] { Torrents.SingleInfo, Torrents.V2Info })
                {
                    MetainfoTargets.File(Torrents.File(info.With(key, value)));
                    MetainfoTargets.File(Torrents.File(info, (key, value)));
                }

                MetainfoTargets.File(Torrents.File(Torrents.MultiInfo(Torrents.FileOf(5, "a").With(key, value))));
            }
    }

    private static byte[] Mutate(byte[] bytes, int at, byte value, int kind) => kind switch
    {
        _ when bytes.Length == 0 => [value],
        0 => [.. bytes[..at], value, .. bytes[(at + 1)..]],
        1 => [.. bytes[..at], .. bytes[(at + 1)..]],
        2 => [.. bytes[..at], value, .. bytes[at..]],
        3 => [.. bytes[..at], (byte)"0123456789deil:"[value % 15], .. bytes[(at + 1)..]],
        4 => [.. bytes[..at], (byte)(bytes[at] ^ (1 << (value % 8))), .. bytes[(at + 1)..]],
        _ => bytes[..at],
    };
}
