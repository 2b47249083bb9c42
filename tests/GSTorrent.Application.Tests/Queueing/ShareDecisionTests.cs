using GSTorrent.Application.Persistence;
using GSTorrent.Application.Queueing;
using GSTorrent.Application.ReadModel;
using GSTorrent.Primitives;

namespace GSTorrent.Application.Tests.Queueing;

public sealed class ShareDecisionTests
{
    private static readonly MonotonicTime Now = new(90_000_000);
    private static readonly ShareDefaults None = new(-1, -1, -1, ShareAction.Stop);

    private static readonly TorrentRow Row = new()
    {
        Number = 1,
        InfoHash = new InfoHash(new byte[20]),
        Name = "one",
        State = TorrentRowState.Seeding,
        Downloaded = 1000,
        Uploaded = 2000,
        SeedingMs = 50_000,
        Clock = new RunClock
        {
            ActiveSince = Now + -20_000,
            SeedingSince = Now + -10_000,
            QuietSince = Now + -4_000,
            WallMs = 0,
        },
    };

    [Fact]
    public void Without_limits_it_goes_on() => Assert.Null(Make(ShareLimits.AsSettings, None));

    [Fact]
    public void Each_limit_ends_it()
    {
        Assert.NotNull(Make(ShareLimits.AsSettings, None with { Ratio = 2 }));
        Assert.Null(Make(ShareLimits.AsSettings, None with { Ratio = 2.001 }));
        Assert.NotNull(Make(ShareLimits.AsSettings, None with { SeedingTimeS = 60 }));
        Assert.Null(Make(ShareLimits.AsSettings, None with { SeedingTimeS = 61 }));
        Assert.NotNull(Make(ShareLimits.AsSettings, None with { IdleTimeS = 4 }));
        Assert.Null(Make(ShareLimits.AsSettings, None with { IdleTimeS = 5 }));
    }

    [Fact]
    public void Its_own_limit_is_stronger_and_a_negative_one_is_none()
    {
        ShareDefaults strict = new(1, 1, 1, ShareAction.Remove);
        Assert.Null(Make(new ShareLimits { Ratio = -1, SeedingTimeS = -1, IdleTimeS = -1 }, strict));
        Assert.NotNull(Make(new ShareLimits { Ratio = 0 }, None));
        Assert.Equal(ShareAction.Remove, Make(ShareLimits.AsSettings, strict)?.Action);
        var own = new ShareLimits { Ratio = 1, Action = ShareAction.RemoveWithData };
        Assert.Equal(ShareAction.RemoveWithData, Make(own, strict)?.Action);
    }

    [Fact]
    public void Time_before_it_ran_is_not_idle()
    {
        TorrentRow row = Row with { Clock = Row.Clock! with { QuietSince = Now + -9_000_000 } };
        Assert.Null(ShareDecision.Make(row, ShareLimits.AsSettings, None with { IdleTimeS = 11 }, Now));
        Assert.NotNull(ShareDecision.Make(row, ShareLimits.AsSettings, None with { IdleTimeS = 10 }, Now));
    }

    [Fact]
    public void Only_what_seeds_is_ended_and_a_super_seed_only_once()
    {
        ShareDefaults super = new(1, -1, -1, ShareAction.SuperSeed);
        foreach (TorrentRowState state in Enum.GetValues<TorrentRowState>())
        {
            bool ends = ShareDecision.Make(Row with { State = state }, ShareLimits.AsSettings, super, Now) is not null;
            Assert.Equal(state == TorrentRowState.Seeding, ends);
        }

        Assert.Null(ShareDecision.Make(Row with { SuperSeeding = true }, ShareLimits.AsSettings, super, Now));
    }

    private static (ShareAction Action, string Reason)? Make(ShareLimits own, ShareDefaults defaults) =>
        ShareDecision.Make(Row, own, defaults, Now);
}
