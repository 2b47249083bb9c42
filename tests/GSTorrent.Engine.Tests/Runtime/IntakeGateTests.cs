namespace GSTorrent.Engine.Tests.Runtime;

public sealed class IntakeGateTests
{
    [Fact]
    public async Task Who_comes_while_it_is_shut_waits_until_it_opens()
    {
        var gate = new IntakeGate();
        Assert.True(gate.PassAsync().IsCompletedSuccessfully);
        gate.Set(isShut: true);
        gate.Set(isShut: true);
        Task first = gate.PassAsync();
        Task second = gate.PassAsync();
        Assert.False(first.IsCompleted);
        gate.Set(isShut: false);
        await Task.WhenAll(first, second);
        Assert.True(gate.PassAsync().IsCompletedSuccessfully);
    }
}
