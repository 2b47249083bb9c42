using GSTorrent.Api.QBittorrent.Sync;
using Microsoft.Extensions.Time.Testing;

namespace GSTorrent.Api.QBittorrent.Tests.Sync;

public sealed class SyncClientsTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_state_is_found_by_its_last_two_numbers_and_its_owner()
    {
        SyncClients<State> clients = New();
        var state = new State(1, 2);
        clients.Add("a", state);
        Assert.Same(state, clients.Find("a", 1));
        Assert.Same(state, clients.Find("a", 2));
        Assert.Null(clients.Find("a", 3));
        Assert.Null(clients.Find("b", 1));
    }

    [Fact]
    public void Numbers_start_again_at_their_end()
    {
        var clients = new SyncClients<State>(_clock, 999_999_999);
        Assert.Equal([1_000_000_000, 1, 2], [clients.NextId(), clients.NextId(), clients.NextId()]);
    }

    [Fact]
    public void One_owner_has_at_most_eight_and_the_least_used_goes()
    {
        SyncClients<State> clients = New();
        clients.Add("other", new State(100, 100));
        for (int id = 1; id <= 8; id++) clients.Add("a", new State(id, id));
        Assert.NotNull(clients.Find("a", 1));
        clients.Add("a", new State(9, 9));
        Assert.Null(clients.Find("a", 2));
        Assert.NotNull(clients.Find("a", 1));
        Assert.NotNull(clients.Find("other", 100));
    }

    [Fact]
    public void All_owners_together_have_at_most_64()
    {
        SyncClients<State> clients = New();
        for (int id = 1; id <= 65; id++) clients.Add($"owner {id}", new State(id, id));
        Assert.Null(clients.Find("owner 1", 1));
        Assert.NotNull(clients.Find("owner 2", 2));
    }

    [Fact]
    public void Who_is_silent_for_an_hour_is_forgotten()
    {
        SyncClients<State> clients = New();
        clients.Add("a", new State(1, 1));
        _clock.Advance(TimeSpan.FromMinutes(50));
        Assert.NotNull(clients.Find("a", 1));
        _clock.Advance(TimeSpan.FromMinutes(50));
        Assert.NotNull(clients.Find("a", 1));
        _clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Null(clients.Find("a", 1));
    }

    private SyncClients<State> New() => new(_clock, 0);

    private sealed record State(int AcceptedId, int SentId) : ISyncState;
}
