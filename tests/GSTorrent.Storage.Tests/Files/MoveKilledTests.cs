namespace GSTorrent.Storage.Tests.Files;

/// <summary>
/// A move is killed before each of its steps, one after the other, and carried on by a storage that knows nothing of it
/// but that it was begun.
/// </summary>
public sealed class MoveKilledTests : IDisposable
{
    private static readonly int[] s_pieces = [0, 1, 2, 3, 5, 6, 10, 11, 12];
    private readonly HandleCache _handles = new();
    private readonly SampleContent _content = new();

    public void Dispose() => _handles.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_move_killed_at_any_step_is_carried_on(bool toOtherDevice) =>
        ForEveryKill(toOtherDevice, meanwhile: null, (place, result) =>
        {
            Assert.Equal(new MoveResult(MoveOutcome.Moved, null), result);
            AssertAllIn(place.Target, place.Source);
        });

    [Fact]
    public void A_move_killed_before_its_first_step_is_carried_on()
    {
        using Places place = MakePlaces(toOtherDevice: false);
        Directory.Delete(place.Target.Path);
        Assert.True(TryMove(place, carriesOn: true, killAt: int.MaxValue, out MoveResult result));
        Assert.Equal(new MoveResult(MoveOutcome.Moved, null), result);
        AssertAllIn(place.Target, place.Source);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_move_killed_twice_is_carried_on(bool toOtherDevice)
    {
        foreach (int second in new[] { 0, 1, 2, 4, 7, 12, 20 })
        {
            ForEveryKill(
                toOtherDevice,
                place => TryMove(place, carriesOn: true, killAt: second, out _),
                (place, result) =>
                {
                    Assert.Equal(new MoveResult(MoveOutcome.Moved, null), result);
                    AssertAllIn(place.Target, place.Source);
                });
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Somebodys_file_in_the_way_is_left_alone_and_nothing_is_torn(bool toOtherDevice)
    {
        int stayed = 0;
        ForEveryKill(
            toOtherDevice,
            place =>
            {
                string path = Path.Combine(place.Target.Path, "t/d.bin");
                if (File.Exists(path + ".part")) return;
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, "somebody's");
            },
            (place, result) =>
            {
                // Killed after its last file had its place, it can only be finished.
                string path = Path.Combine(place.Target.Path, "t/d.bin");
                bool isSomebodys = File.Exists(path);
                Assert.Equal(isSomebodys ? MoveOutcome.Stayed : MoveOutcome.Moved, result.Outcome);
                if (!isSomebodys) return;
                stayed++;
                Assert.Equal(StorageErrorKind.AlreadyExists, result.Error?.Kind);
                Assert.Equal("somebody's", File.ReadAllText(path));
                Assert.Equal("t/d.bin", Assert.Single(place.Target.Files()));
                Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
                AssertAllIn(place.Source, place.Target);

                // Nothing in the way any more: it goes where it was to go.
                Assert.True(TryMove(place, carriesOn: false, killAt: int.MaxValue, out MoveResult again));
                Assert.Equal(new MoveResult(MoveOutcome.Moved, null), again);
                AssertAllIn(place.Target, place.Source);
            });
        Assert.True(stayed > 3, $"{stayed} moves met the file");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_an_abandoned_move_left_is_not_in_the_way_of_the_next_one(bool toOtherDevice) =>
        ForEveryKill(toOtherDevice, meanwhile: null, carriesOn: false, (place, result) =>
        {
            // It is not known to have been begun, so whatever has the torrent's names there is somebody else's.
            if (result.Outcome == MoveOutcome.Moved) AssertAllIn(place.Target, place.Source);
            else Assert.Equal(StorageErrorKind.AlreadyExists, result.Error?.Kind);
        });

    [Fact]
    public void A_kill_in_the_middle_of_a_file_leaves_no_half_file()
    {
        using Places place = MakePlaces(toOtherDevice: true);
        using (FileContentStorage storage = Create(place.Source.Path, beforeChange: null))
        {
            Assert.Throws<KilledException>(() => storage.MoveTo(
                place.Target.Path, carriesOn: false, new Killer(), TestContext.Current.CancellationToken));
        }

        Assert.NotEmpty(place.Target.Files());
        Assert.DoesNotContain(place.Target.Files(), file => file.StartsWith("t/", StringComparison.Ordinal));
        Assert.True(TryMove(place, carriesOn: true, killAt: int.MaxValue, out MoveResult result));
        Assert.Equal(new MoveResult(MoveOutcome.Moved, null), result);
        AssertAllIn(place.Target, place.Source);
    }

    [Fact]
    public void Without_the_old_place_a_move_that_needs_it_stays_undecided()
    {
        using Places place = MakePlaces(toOtherDevice: true);
        using (FileContentStorage storage = Create(place.Source.Path, beforeChange: null))
        {
            Assert.Throws<KilledException>(() => storage.MoveTo(
                place.Target.Path, carriesOn: false, new Killer(), TestContext.Current.CancellationToken));
        }

        Directory.Move(place.Source.Path, place.Source.Path + ".away");
        Assert.True(TryMove(place, carriesOn: true, killAt: int.MaxValue, out MoveResult result));
        Assert.Equal((MoveOutcome.Undecided, StorageErrorKind.Missing), (result.Outcome, result.Error?.Kind));
        Directory.Move(place.Source.Path + ".away", place.Source.Path);
        Assert.True(TryMove(place, carriesOn: true, killAt: int.MaxValue, out result));
        Assert.Equal(new MoveResult(MoveOutcome.Moved, null), result);
        AssertAllIn(place.Target, place.Source);
    }

    private void ForEveryKill(bool toOtherDevice, Action<Places>? meanwhile, Action<Places, MoveResult> check) =>
        ForEveryKill(toOtherDevice, meanwhile, carriesOn: true, check);

    private void ForEveryKill(
        bool toOtherDevice, Action<Places>? meanwhile, bool carriesOn, Action<Places, MoveResult> check)
    {
        for (int step = 0; ; step++)
        {
            using Places place = MakePlaces(toOtherDevice);
            if (TryMove(place, carriesOn: false, killAt: step, out _))
            {
                Assert.True(step > (toOtherDevice ? 15 : 6), $"{step} steps");
                return;
            }

            meanwhile?.Invoke(place);
            Assert.True(TryMove(place, carriesOn, killAt: int.MaxValue, out MoveResult result));
            check(place, result);
        }
    }

    /// <summary>False: it was killed.</summary>
    private bool TryMove(Places place, bool carriesOn, int killAt, out MoveResult result)
    {
        result = default;
        int step = 0;
        using FileContentStorage storage = Create(place.Source.Path, () =>
        {
            if (step++ == killAt) throw new KilledException();
        });
        try
        {
            result = storage.MoveTo(
                place.Target.Path, carriesOn, copiedBytes: null, TestContext.Current.CancellationToken);
            if (result.Outcome == MoveOutcome.Moved) _content.AssertHas(storage, s_pieces);
            return true;
        }
        catch (KilledException)
        {
            return false;
        }
    }

    private void AssertAllIn(TemporaryDirectory full, TemporaryDirectory empty)
    {
        Assert.Empty(empty.Files());
        Assert.Empty(Directory.EnumerateFileSystemEntries(empty.Path));
        using FileContentStorage storage = Create(full.Path, beforeChange: null);
        _content.AssertHas(storage, s_pieces);
        Assert.Equal(5, full.Files().Length);
        Assert.True(full.Has(SampleContent.PartFileName));
    }

    private Places MakePlaces(bool toOtherDevice)
    {
        var place = new Places(toOtherDevice);
        using FileContentStorage storage = Create(place.Source.Path, beforeChange: null);
        foreach (int piece in s_pieces) Assert.Null(_content.WritePiece(storage, piece));
        Assert.Null(storage.FileCompleted(SampleContent.A));
        Assert.Null(storage.Flush());
        return place;
    }

    private FileContentStorage Create(string root, Action? beforeChange) => new(
        _content.Layout, SampleContent.InfoHash, new StorageOptions(root, PartSuffix: true), _handles,
        SampleContent.AllBut(SampleContent.B))
    {
        BeforeChange = beforeChange,
    };

    private sealed class KilledException : Exception;

    private sealed class Killer : IProgress<long>
    {
        public void Report(long value) => throw new KilledException();
    }

    private sealed class Places : IDisposable
    {
        public Places(bool toOtherDevice)
        {
            Source = new TemporaryDirectory();
            Target = toOtherDevice ? TemporaryDirectory.OnOtherDevice() : new TemporaryDirectory();
        }

        public TemporaryDirectory Source { get; }

        public TemporaryDirectory Target { get; }

        public void Dispose()
        {
            Source.Dispose();
            Target.Dispose();
        }
    }
}
