using CsCheck;

namespace GSTorrent.Storage.Tests.Files;

/// <summary>Renaming on a real disk, with a kill after every single rename.</summary>
public sealed class ContentRenamerTests : IDisposable
{
    private static readonly Dictionary<int, string> s_old = new()
    {
        [SampleContent.A] = "t/a.bin",
        [SampleContent.B] = "t/b.bin",
        [SampleContent.C] = "t/sub/c.bin",
        [SampleContent.D] = "t/d.bin",
        [SampleContent.Empty] = "t/empty",
    };

    private static readonly Dictionary<int, string> s_new = new()
    {
        [SampleContent.A] = "other/a.bin",
        [SampleContent.B] = "t/deep/er/B",
        [SampleContent.C] = "c",
        [SampleContent.D] = "t/D.bin",
        [SampleContent.Empty] = "other/empty",
    };

    private readonly TemporaryDirectory _directory = new();
    private readonly HandleCache _handles = new();
    private readonly SampleContent _content = new();

    public void Dispose()
    {
        _handles.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_kill_after_any_rename_leaves_files_that_the_next_start_finds_and_ends_renaming()
    {
        for (int kill = 0; kill <= s_new.Count; kill++)
        {
            using (FileContentStorage storage = Create()) _content.WriteAll(storage);
            KilledAfter(kill, renamer => renamer.Rename(s_new), former: []);
            Assert.Equal(s_new.Count - kill, s_old.Values.Count(_directory.Has));
            using (FileContentStorage again = Create(s_new, s_old)) AssertWhole(again, s_new);
            Assert.False(Directory.Exists(_directory.File("t/sub")), "an empty folder was left");
            Empty();
        }
    }

    [Fact]
    public void Nor_does_a_kill_while_that_is_ended_harm()
    {
        for (int first = 0; first < s_new.Count; first++)
        {
            for (int second = 0; second <= s_new.Count - first; second++)
            {
                using (FileContentStorage storage = Create()) _content.WriteAll(storage);
                KilledAfter(first, renamer => renamer.Rename(s_new), former: []);
                KilledAfter(second, renamer => renamer.Settle(), s_old, s_new);
                using (FileContentStorage again = Create(s_new, s_old)) AssertWhole(again, s_new);
                Empty();
            }
        }
    }

    [Fact]
    public void The_old_names_can_be_given_again_after_any_kill()
    {
        for (int kill = 0; kill <= s_new.Count; kill++)
        {
            using (FileContentStorage storage = Create()) _content.WriteAll(storage);
            KilledAfter(kill, renamer => renamer.Rename(s_new), former: []);
            using (FileContentStorage again = Create(s_new, s_old))
            {
                Assert.Null(again.RenameFiles(s_old));
                AssertWhole(again, s_old);
            }

            Empty();
        }
    }

    [Fact]
    public void Incomplete_files_with_a_suffix_are_found_as_well()
    {
        for (int kill = 0; kill <= s_new.Count; kill++)
        {
            using (FileContentStorage storage = Create(suffix: true))
            {
                _content.WriteAll(storage);
                Assert.Null(storage.FileCompleted(SampleContent.B));
            }

            KilledAfter(kill, renamer => renamer.Rename(s_new), former: [], suffix: true);
            using (FileContentStorage again = Create(s_new, s_old, suffix: true))
            {
                _content.AssertHas(again, [.. Enumerable.Range(0, 13)]);
                foreach (int file in s_new.Keys) Assert.Null(again.FileCompleted(file));
                AssertWhole(again, s_new);
            }

            Empty();
        }
    }

    [Theory]
    [InlineData("other/a.bin")]
    [InlineData("c")]
    [InlineData("t/D.bin.part")]
    public void A_foreign_file_in_the_way_is_an_error_that_changes_nothing(string foreign)
    {
        using FileContentStorage storage = Create(suffix: true);
        _content.WriteAll(storage);
        PutForeign(foreign);
        string[] before = _directory.Files();
        Assert.Equal(StorageErrorKind.AlreadyExists, storage.RenameFiles(s_new)?.Kind);
        Assert.Equal(before, _directory.Files());
        foreach ((int file, string path) in s_old) Assert.Equal(path, storage.PathOf(file));
        _content.AssertHas(storage, [.. Enumerable.Range(0, 13)]);
        AssertForeign(foreign);
    }

    [Fact]
    public void A_foreign_file_is_not_taken_for_one_that_is_not_there_yet()
    {
        using FileContentStorage storage = Create();
        Assert.Null(_content.WritePiece(storage, 0));
        PutForeign("c");
        Assert.Equal(StorageErrorKind.AlreadyExists, storage.RenameFiles(s_new)?.Kind);
        Assert.Equal("t/a.bin", storage.PathOf(SampleContent.A));
        AssertForeign("c");
    }

    [Fact]
    public void After_a_kill_before_the_refusal_the_foreign_file_is_safe_and_can_be_moved_away_or_the_name_given_up()
    {
        using (FileContentStorage storage = Create()) _content.WriteAll(storage);
        PutForeign("c");
        using (FileContentStorage again = Create(s_new, s_old))
        {
            Assert.Equal(StorageErrorKind.AlreadyExists, _content.WritePiece(again, 5)?.Kind);
            Assert.Equal(StorageErrorKind.AlreadyExists, _content.ReadKind(again, 5));
            Assert.Equal(StorageErrorKind.AlreadyExists, again.Check(out _)?.Kind);
            Assert.Equal(StorageErrorKind.AlreadyExists, again.DeleteFiles(SampleContent.NoFile)?.Kind);
            Assert.Equal(StorageErrorKind.AlreadyExists, new Rechecker(1).Recheck(again, _content.Hashes).Error?.Kind);
            AssertForeign("c");
            Assert.Null(again.RenameFiles(s_old));
            AssertWhole(again, s_old);
        }

        using FileContentStorage third = Create(s_new, s_old);
        Assert.NotNull(third.Check(out _));
        File.Move(_directory.File("c"), _directory.File("mine"));
        AssertWhole(third, s_new);
        AssertForeign("mine");
    }

    [Fact]
    public void What_stands_at_a_former_path_and_is_no_file_of_ours_is_left_alone()
    {
        using (FileContentStorage storage = Create())
        {
            _content.WriteAll(storage);
            Assert.Null(storage.RenameFiles(s_new));
        }

        Directory.CreateDirectory(_directory.File("t/a.bin"));
        File.CreateSymbolicLink(_directory.File("t/b.bin"), "/etc/hostname");
        // B has gone where C came from: what lies there is B's.
        Dictionary<int, string> paths = new(s_new) { [SampleContent.B] = "t/sub/c.bin" };
        using FileContentStorage again = Create(s_new, new Dictionary<int, string>());
        Assert.Null(again.RenameFiles(paths));
        using FileContentStorage third = Create(paths, s_old);
        AssertWhole(third, paths);
        Assert.True(Directory.Exists(_directory.File("t/a.bin")));
    }

    [Fact]
    public void Deleting_finds_the_files_wherever_they_are()
    {
        for (int kill = 0; kill <= s_new.Count; kill++)
        {
            using (FileContentStorage storage = Create()) _content.WriteAll(storage);
            KilledAfter(kill, renamer => renamer.Rename(s_new), former: []);
            using (FileContentStorage again = Create(s_new, s_old))
                Assert.Null(again.DeleteFiles(SampleContent.NoFile));
            Assert.Empty(Directory.EnumerateFileSystemEntries(_directory.Path));
        }
    }

    [Fact]
    public void A_move_that_was_killed_before_its_first_step_takes_files_from_wherever_they_are()
    {
        for (int kill = 0; kill <= s_new.Count; kill++)
        {
            using var target = new TemporaryDirectory();
            using (FileContentStorage storage = Create()) _content.WriteAll(storage);
            KilledAfter(kill, renamer => renamer.Rename(s_new), former: []);
            using (FileContentStorage again = Create(s_new, s_old))
            {
                MoveResult moved = again.MoveTo(
                    target.Path, carriesOn: true, copiedBytes: null, TestContext.Current.CancellationToken);
                Assert.Equal(new MoveResult(MoveOutcome.Moved, null), moved);
                _content.AssertHas(again, 0, 3, 10);
            }

            Assert.All(s_new.Values, path => Assert.True(target.Has(path), path));
            Assert.Empty(Directory.EnumerateFileSystemEntries(_directory.Path));
        }
    }

    [Fact]
    public void A_link_on_the_way_to_a_new_path_is_refused()
    {
        using FileContentStorage storage = Create();
        _content.WriteAll(storage);
        Directory.CreateSymbolicLink(_directory.File("other"), Path.GetTempPath());
        Assert.Equal(StorageErrorKind.PathEscape, storage.RenameFiles(s_new)?.Kind);
        AssertWhole(storage, s_old);
    }

    [Fact]
    public void The_name_of_the_part_file_is_not_given_away()
    {
        using FileContentStorage storage = Create();
        var renames = new Dictionary<int, string> { [SampleContent.A] = SampleContent.PartFileName };
        Assert.Equal(StorageErrorKind.AlreadyExists, storage.RenameFiles(renames)?.Kind);
    }

    [Fact]
    public void Unwanted_files_keep_what_they_share_under_any_name()
    {
        using (FileContentStorage storage = Create(wanted: SampleContent.AllBut(SampleContent.B, SampleContent.C)))
        {
            foreach (int piece in new[] { 3, 10 }) Assert.Null(_content.WritePiece(storage, piece));
            Assert.Null(storage.RenameFiles(s_new));
            _content.AssertHas(storage, 3, 10);
        }

        using FileContentStorage again = Create(s_new, s_old, SampleContent.AllBut(SampleContent.B));
        _content.AssertHas(again, 3, 10);
        Assert.True(_directory.Has("c"));
        Assert.False(_directory.Has("t/sub/c.bin"));
    }

    [Fact]
    public void Paths_that_cannot_stand_together_are_refused_at_the_first_use()
    {
        var paths = new Dictionary<int, string> { [SampleContent.A] = "T/B.bin" };
        using FileContentStorage storage = Create(paths);
        Assert.Equal(StorageErrorKind.AlreadyExists, _content.WritePiece(storage, 0)?.Kind);
        Assert.Empty(_directory.Files());
    }

    [Fact]
    public void Any_renames_with_any_kills_lose_nothing()
    {
        using (FileContentStorage storage = Create()) _content.WriteAll(storage);
        Dictionary<int, string> paths = s_old;
        Gen.Select(Gen.Int[1, 6], Gen.Int[0, 9].Array[5], Gen.Bool).Sample(
            (kill, names, isUndone) =>
            {
                int[] files = [.. s_old.Keys];
                var wanted = files.Zip(names, (file, name) => (file, Path: $"d{name % 3}/{name}"))
                    .ToDictionary(pair => pair.file, pair => pair.Path);
                bool isTaken = true;
                KilledAfter(kill, renamer => isTaken = renamer.Rename(wanted) is null, former: [], paths);
                using FileContentStorage again = Create(isTaken ? wanted : paths, isTaken ? paths : []);
                if (isTaken && isUndone) Assert.Null(again.RenameFiles(paths));
                else if (isTaken) paths = wanted;
                AssertWhole(again, paths);
            },
            threads: 1, iter: 150);
    }

    private FileContentStorage Create(
        Dictionary<int, string>? paths = null, Dictionary<int, string>? former = null,
        IReadOnlyList<bool>? wanted = null, bool suffix = false) =>
        new(_content.Layout, SampleContent.InfoHash, OptionsOf(paths, former, suffix), _handles, wanted);

    private StorageOptions OptionsOf(Dictionary<int, string>? paths, Dictionary<int, string>? former, bool suffix) =>
        new(_directory.Path, PartSuffix: suffix) { Paths = paths ?? [], FormerPaths = former ?? [] };

    // As if the program had ended after so many renames: nothing that comes after them is done.
    private void KilledAfter(
        int renames, Action<ContentRenamer> action, Dictionary<int, string> former,
        Dictionary<int, string>? paths = null, bool suffix = false)
    {
        var files = new ContentFiles(_content.Layout, OptionsOf(paths, former, suffix), _handles);
        int left = renames;
        var renamer = new ContentRenamer(_content.Layout, files, former, ".reserved.", () =>
        {
            if (left-- == 0) throw new KilledException();
        });
        if (renames == 0) return;
        left--;
        try
        {
            action(renamer);
        }
        catch (KilledException)
        {
            // The disk is as it was at that moment.
        }

        files.Close();
    }

    private void AssertWhole(FileContentStorage storage, Dictionary<int, string> paths)
    {
        _content.AssertHas(storage, [.. Enumerable.Range(0, 13)]);
        foreach ((int file, string path) in paths)
        {
            Assert.Equal(path, storage.PathOf(file));
            Assert.True(_content.FileBytes(file).Span.SequenceEqual(File.ReadAllBytes(_directory.File(path))), path);
        }
    }

    private void PutForeign(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory.File(path))!);
        File.WriteAllText(_directory.File(path), "somebody's");
    }

    private void AssertForeign(string path) => Assert.Equal("somebody's", File.ReadAllText(_directory.File(path)));

    private void Empty()
    {
        foreach (string entry in Directory.GetDirectories(_directory.Path)) Directory.Delete(entry, recursive: true);
        foreach (string entry in Directory.GetFiles(_directory.Path)) File.Delete(entry);
    }

    private sealed class KilledException : Exception;
}
