namespace GSTorrent.Storage.Tests.Files;

/// <summary>A content root whose mount comes and goes, by a table that the test writes.</summary>
public sealed class RootMountTests : IDisposable
{
    private static readonly byte[] s_bytes = [1, 2, 3, 4];
    private readonly TemporaryDirectory _directory = new();
    private readonly HandleCache _handles = new();
    private string _mounts = "/";

    private string Root => _directory.Path;

    [Fact]
    public void While_its_mount_is_away_everything_answers_Missing_by_its_name_and_nothing_is_made()
    {
        using FileContentStorage storage = Open(recorded: Root);
        StorageError?[] errors =
        [
            storage.CheckRoot(), storage.Write(0, [s_bytes]), storage.Check(out _), storage.SetWanted([true]),
            storage.FileCompleted(0), storage.RenameFiles(new Dictionary<int, string> { [0] = "other" }),
            storage.DeleteFiles(kept: new HashSet<int>()), Move(storage, _directory.File("new")).Error,
        ];
        Assert.All(errors, error => Assert.Equal((StorageErrorKind.Missing, Root), (error?.Kind, error?.Path)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Root));
        _mounts = Root;
        Assert.Null(storage.Write(0, [s_bytes]));
        Assert.Equal(Root, storage.MountPoint);
    }

    [Fact]
    public void A_root_that_is_gone_with_its_mount_names_the_mount_point()
    {
        using FileContentStorage storage = Open(recorded: Root, below: "below/it");
        Assert.Equal(Root, storage.CheckRoot()?.Path);
        _mounts = Root;
        Assert.Equal(Path.Combine(Root, "below/it"), storage.CheckRoot()?.Path);
    }

    [Fact]
    public void The_first_mount_is_taken_and_counts_once_the_content_was_found_right()
    {
        _mounts = Root;
        using FileContentStorage storage = Open(recorded: null);
        Assert.Null(storage.CheckRoot());
        Assert.Null(storage.MountPoint);
        storage.KeepMount();
        Assert.Equal(Root, storage.MountPoint);
        _mounts = "/";
        storage.Forget();
        Assert.Equal(StorageErrorKind.Missing, storage.CheckRoot()?.Kind);
    }

    [Fact]
    public void Another_mount_over_the_root_that_is_not_kept_may_go_again()
    {
        _mounts = Root;
        using FileContentStorage storage = Open(recorded: "/");
        Assert.Null(storage.CheckRoot());
        _mounts = "/";
        storage.Forget();
        Assert.Null(storage.CheckRoot());
        Assert.Equal("/", storage.MountPoint);
    }

    [Fact]
    public void A_mount_that_people_do_without_is_let_go()
    {
        using FileContentStorage storage = Open(recorded: Root);
        Assert.NotNull(storage.CheckRoot());
        Assert.Equal(new MoveResult(MoveOutcome.Moved, null), Move(storage, Root));
        storage.KeepMount();
        Assert.Equal("/", storage.MountPoint);
        Assert.Null(storage.Write(0, [s_bytes]));
    }

    [Fact]
    public void A_table_that_cannot_be_read_is_no_proof_that_a_mount_is_there()
    {
        _mounts = "";
        using FileContentStorage storage = Open(recorded: Root);
        Assert.Contains("does not tell", storage.CheckRoot()?.Message, StringComparison.Ordinal);
        using FileContentStorage other = Open(recorded: null);
        Assert.Null(other.CheckRoot());
        other.KeepMount();
        Assert.Null(other.MountPoint);
    }

    public void Dispose()
    {
        _handles.Dispose();
        _directory.Dispose();
    }

    private FileContentStorage Open(string? recorded, string below = "") => new(
        SampleContent.LayoutOf(16_384, ("a", 4, false)), SampleContent.InfoHash,
        new StorageOptions(Path.Combine(Root, below)) { MountPoint = recorded, Mounts = Table }, _handles);

    private static MoveResult Move(FileContentStorage storage, string newRoot) =>
        storage.MoveTo(newRoot, carriesOn: false, copiedBytes: null, CancellationToken.None);

    private MountTable Table() => MountTable.Parse(_mounts.Length switch
    {
        0 => "",
        1 => "1 0 8:1 / / rw",
        _ => $"1 0 8:1 / / rw\n2 1 8:2 / {_mounts} rw",
    });
}
