using CsCheck;

namespace GSTorrent.Primitives.Tests;

public sealed class BitfieldTests
{
    [Fact]
    public void It_behaves_like_an_array_of_flags() =>
        Gen.Select(Gen.Int[0, 200], Gen.Select(Gen.Int[0, 199], Gen.Bool).Array[0, 100]).Sample((length, steps) =>
        {
            var bits = new Bitfield(length);
            var model = new bool[length];
            foreach ((int index, bool set) in steps)
            {
                if (index >= length) continue;
                bool changed = set ? bits.Set(index) : bits.Clear(index);
                if (changed == (model[index] == set)) return false;
                model[index] = set;
            }

            return bits.Count == model.Count(flag => flag)
                && bits.IsAll == model.All(flag => flag)
                && bits.IsNone == !model.Any(flag => flag)
                && Enumerable.Range(0, length).All(i => bits[i] == model[i]);
        });

    [Fact]
    public void It_comes_back_from_the_wire_as_it_went() =>
        Gen.Bool.Array[1, 200].Sample(flags =>
        {
            var bits = new Bitfield(flags.Length);
            for (int i = 0; i < flags.Length; i++)
                if (flags[i]) bits.Set(i);
            return Bitfield.TryFromWire(bits.Bytes, flags.Length, out Bitfield? back)
                && back!.Count == bits.Count && back.Bytes.SequenceEqual(bits.Bytes);
        });

    [Fact]
    public void What_another_lacks_is_counted() =>
        Gen.Select(Gen.Bool, Gen.Bool).Array[1, 200].Sample(flags =>
        {
            Bitfield left = new(flags.Length), right = new(flags.Length);
            for (int i = 0; i < flags.Length; i++)
            {
                if (flags[i].Item1) left.Set(i);
                if (flags[i].Item2) right.Set(i);
            }

            return left.CountNotIn(right) == flags.Count(flag => flag.Item1 && !flag.Item2);
        });

    [Theory]
    [InlineData(9, new byte[] { 0xff, 0x80 }, true)]
    [InlineData(9, new byte[] { 0xff, 0x40 }, false)]
    [InlineData(9, new byte[] { 0xff }, false)]
    [InlineData(9, new byte[] { 0xff, 0x80, 0x00 }, false)]
    [InlineData(8, new byte[] { 0xff }, true)]
    public void Spare_bits_and_other_lengths_are_refused(int length, byte[] bytes, bool valid) =>
        Assert.Equal(valid, Bitfield.TryFromWire(bytes, length, out _));

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(64)]
    [InlineData(65)]
    public void All_sets_no_spare_bit(int length)
    {
        var bits = new Bitfield(length);
        bits.SetAll();
        Assert.True(bits.IsAll);
        Assert.True(Bitfield.TryFromWire(bits.Bytes, length, out Bitfield? back));
        Assert.Equal(length, back!.Count);
        bits.ClearAll();
        Assert.True(bits.IsNone);
    }

    [Fact]
    public void A_copy_has_bits_of_its_own()
    {
        var bits = new Bitfield(10);
        bits.Set(3);
        Bitfield copy = bits.Clone();
        copy.Set(4);
        Assert.False(bits[4]);
        Assert.True(copy.HasAnyNotIn(bits));
        Assert.False(bits.HasAnyNotIn(copy));
    }
}
